import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { mistypedValues } from '../typed-value.ts';

export const typeMismatchBoolean: Rule = {
  code: 'TYPE_MISMATCH_BOOLEAN',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A Bool operator is given something other than true or false.',
  remedy: 'Write `true` or `false`.',
  *check(policy) {
    yield* mistypedValues(policy, (base) => base === 'Bool' || base === 'Null', (value) => /^(?:true|false)$/i.test(value), (value) => `\`${value}\` is neither true nor false.`);
  },
};
