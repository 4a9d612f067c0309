import { sourceIpConditions } from '../address-range.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const privateNotIpAddressSubset: Rule = {
  code: 'PRIVATE_NOT_IP_ADDRESS_SUBSET',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'NotIpAddress on aws:SourceIp mixes private with public ranges; the private ones do nothing.',
  remedy: 'Remove the private ranges.',
  *check(policy) {
    for (const { own, foreign } of sourceIpConditions(policy, 'NotIpAddress')) {
      if (own.length > 0 && foreign.length > 0) yield { details: 'aws:SourceIp is never a private address: these ranges do nothing.', places: own };
    }
  },
};
