import { parseAddressRange } from '@assent/policy';
import { conditionsOf } from '../../view/walk.ts';
import { hasBitsBehindMask } from '../address-range.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const improveIpRange: Rule = {
  code: 'IMPROVE_IP_RANGE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The range has bits set below its mask.',
  remedy: 'Write the first address of the range.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.operator?.base !== 'IpAddress' && condition.operator?.base !== 'NotIpAddress') continue;
      for (const value of condition.values) {
        const range = parseAddressRange(value.value);
        if (range && hasBitsBehindMask(range)) yield { details: `\`${value.value}\` has digits behind its mask, which count for nothing.`, places: [value] };
      }
    }
  },
};
