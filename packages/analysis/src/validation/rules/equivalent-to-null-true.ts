import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const equivalentToNullTrue: Rule = {
  code: 'EQUIVALENT_TO_NULL_TRUE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The condition only says that the key is absent; say so with Null true.',
  remedy: 'Write `"Null": {"key": "true"}`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      const { operator } = condition;
      if (operator?.base !== 'StringNotLike' || operator.set === 'ForAnyValue') continue;
      for (const value of condition.values) if (value.value === '*') yield { details: `The condition says no more than that \`${condition.key}\` is not there.`, places: [value] };
    }
  },
};
