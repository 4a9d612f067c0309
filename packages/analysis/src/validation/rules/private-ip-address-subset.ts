import { sourceIpConditions } from '../address-range.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const privateIpAddressSubset: Rule = {
  code: 'PRIVATE_IP_ADDRESS_SUBSET',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'aws:SourceIp mixes private with public ranges; the private ones never match.',
  remedy: 'Remove the private ranges.',
  *check(policy) {
    for (const { own, foreign } of sourceIpConditions(policy, 'IpAddress')) {
      if (own.length > 0 && foreign.length > 0) yield { details: 'aws:SourceIp is never a private address: these ranges match nothing.', places: own };
    }
  },
};
