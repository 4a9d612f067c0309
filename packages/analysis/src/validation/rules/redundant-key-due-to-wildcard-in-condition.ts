import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const redundantKeyDueToWildcardInCondition: Rule = {
  code: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'A condition key whose pattern always matches.',
  remedy: 'Remove the key.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      const { operator } = condition;
      if (operator?.base !== 'StringLike' || !(operator.ifExists || operator.set === 'ForAllValues') || operator.set === 'ForAnyValue') continue;
      if (condition.values.some(({ value }) => value === '*')) yield { details: `The condition on \`${condition.key}\` always holds.`, places: [condition.keyPlace] };
    }
  },
};
