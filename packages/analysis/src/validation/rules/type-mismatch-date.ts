import { parseInstant } from '@assent/policy';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { mistypedValues } from '../typed-value.ts';

export const typeMismatchDate: Rule = {
  code: 'TYPE_MISMATCH_DATE',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'A date operator is given something that is not a date.',
  remedy: 'Write the date out: `2026-04-01T00:00:00Z`.',
  *check(policy) {
    yield* mistypedValues(policy, (base) => base.startsWith('Date'), (value) => parseInstant(value) !== undefined, (value) => `\`${value}\` is no date.`);
  },
};
