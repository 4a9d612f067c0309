import { emptyConditions } from '../empty-list.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayConditionIfexists: Rule = {
  code: 'EMPTY_ARRAY_CONDITION_IFEXISTS',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'IfExists with no values: matches only a missing key; use Null.',
  remedy: 'Write `"Null": {"key": "true"}`.',
  *check(policy) {
    yield* emptyConditions(policy, ({ operator }) => operator?.set === undefined && operator?.ifExists === true, ({ key }) => `The condition holds only where \`${key}\` is not there.`);
  },
};
