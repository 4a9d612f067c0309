import { emptyConditions } from '../empty-list.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayConditionForanyvalue: Rule = {
  code: 'EMPTY_ARRAY_CONDITION_FORANYVALUE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'ForAnyValue with no values: never matches.',
  remedy: 'Name values, or remove the statement.',
  *check(policy) {
    yield* emptyConditions(policy, ({ operator }) => operator?.set === 'ForAnyValue', ({ key }) => `The condition on \`${key}\` never holds.`);
  },
};
