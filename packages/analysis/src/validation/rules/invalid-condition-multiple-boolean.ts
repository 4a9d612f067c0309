import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidConditionMultipleBoolean: Rule = {
  code: 'INVALID_CONDITION_MULTIPLE_BOOLEAN',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'More than one value is given for a Boolean condition key.',
  remedy: 'Give the key one of `true` and `false`.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.operator?.base === 'Bool' && condition.values.length > 1 && facts.conditionKey(condition.key)?.multivalued !== true) {
        yield { details: `\`${condition.key}\` is a truth value: more than one value for it is always or never true.`, places: [condition.held] };
      }
    }
  },
};
