import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const equivalentToNullFalse: Rule = {
  code: 'EQUIVALENT_TO_NULL_FALSE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The condition only says that the key is present; say so with Null false.',
  remedy: 'Write `"Null": {"key": "false"}`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.operator?.base !== 'StringLike' || condition.operator.ifExists || condition.operator.set === 'ForAllValues') continue;
      for (const value of condition.values) if (value.value === '*') yield { details: `The condition says no more than that \`${condition.key}\` is there.`, places: [value] };
    }
  },
};
