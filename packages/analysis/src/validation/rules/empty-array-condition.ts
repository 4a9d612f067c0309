import { emptyConditions } from '../empty-list.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayCondition: Rule = {
  code: 'EMPTY_ARRAY_CONDITION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The value list of a condition key is empty.',
  remedy: 'Name values, or remove the key.',
  *check(policy) {
    yield* emptyConditions(policy, ({ operator }) => operator?.set === undefined && operator?.ifExists !== true, ({ key }) => `\`${key}\` has no values to be compared with.`);
  },
};
