import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidDateValue: Rule = {
  code: 'INVALID_DATE_VALUE',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A date given as epoch time may not mean what was meant.',
  remedy: 'Write the date out: `2026-04-01T00:00:00Z`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.operator?.base.startsWith('Date') !== true) continue;
      for (const value of condition.values) if (/^\d+$/.test(value.value)) yield { details: `\`${value.value}\` is read as seconds since 1970, which may not be what was meant.`, places: [value] };
    }
  },
};
