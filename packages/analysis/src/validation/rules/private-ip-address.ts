import { sourceIpConditions } from '../address-range.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const privateIpAddress: Rule = {
  code: 'PRIVATE_IP_ADDRESS',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'aws:SourceIp lists only private ranges, so the condition can never match.',
  remedy: 'Name public ranges, or test `aws:VpcSourceIp` beside `aws:SourceVpc`.',
  *check(policy) {
    for (const { own, foreign, condition } of sourceIpConditions(policy, 'IpAddress')) {
      if (own.length > 0 && foreign.length === 0) yield { details: 'aws:SourceIp is never a private address: the condition cannot match.', places: [condition.held] };
    }
  },
};
