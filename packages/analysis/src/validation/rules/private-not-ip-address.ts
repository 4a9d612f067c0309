import { sourceIpConditions } from '../address-range.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const privateNotIpAddress: Rule = {
  code: 'PRIVATE_NOT_IP_ADDRESS',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'NotIpAddress on aws:SourceIp lists only private ranges, so the condition always matches.',
  remedy: 'Name public ranges, or test `aws:VpcSourceIp` beside `aws:SourceVpc`.',
  *check(policy) {
    for (const { own, foreign, condition } of sourceIpConditions(policy, 'NotIpAddress')) {
      if (own.length > 0 && foreign.length === 0) yield { details: 'aws:SourceIp is never a private address: the condition always matches.', places: [condition.held] };
    }
  },
};
