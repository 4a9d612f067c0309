import { parseAddressRange } from '@assent/policy';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { mistypedValues } from '../typed-value.ts';

export const typeMismatchIpRange: Rule = {
  code: 'TYPE_MISMATCH_IP_RANGE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'An IP operator is given something that is not a CIDR range (a WARNING in the 2023 text, an ERROR now).',
  remedy: 'Write an address or a range: `203.0.113.0/24`.',
  *check(policy) {
    yield* mistypedValues(policy, (base) => base === 'IpAddress' || base === 'NotIpAddress', (value) => parseAddressRange(value) !== undefined, (value) => `\`${value}\` is no range of IP addresses.`);
  },
};
