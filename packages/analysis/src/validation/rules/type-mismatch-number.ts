import { parseDecimal } from '@assent/policy';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { mistypedValues } from '../typed-value.ts';

export const typeMismatchNumber: Rule = {
  code: 'TYPE_MISMATCH_NUMBER',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A numeric operator is given something that is not a number.',
  remedy: 'Write a decimal number.',
  *check(policy) {
    yield* mistypedValues(policy, (base) => base.startsWith('Numeric'), (value) => parseDecimal(value) !== undefined, (value) => `\`${value}\` is no number.`);
  },
};
