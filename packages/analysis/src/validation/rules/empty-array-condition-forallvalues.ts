import { emptyConditions } from '../empty-list.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayConditionForallvalues: Rule = {
  code: 'EMPTY_ARRAY_CONDITION_FORALLVALUES',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'ForAllValues with no values: matches only a missing key; use Null.',
  remedy: 'Write `"Null": {"key": "true"}`.',
  *check(policy) {
    yield* emptyConditions(policy, ({ operator }) => operator?.set === 'ForAllValues', ({ key }) => `The condition holds only where \`${key}\` is not there.`);
  },
};
