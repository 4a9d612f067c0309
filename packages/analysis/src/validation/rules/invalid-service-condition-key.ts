import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidServiceConditionKey: Rule = {
  code: 'INVALID_SERVICE_CONDITION_KEY',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A service-prefixed condition key that the service does not define.',
  remedy: 'Write a key that the service\'s list of condition keys has.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      const prefix = condition.key.slice(0, Math.max(0, condition.key.indexOf(':')));
      if (prefix === '' || /^aws$/i.test(prefix) || prefix.includes('.') || !facts.isKeyPrefix(prefix) || facts.conditionKey(condition.key)) continue;
      yield { details: `The service \`${prefix}\` has no condition key \`${condition.key}\`.`, places: [condition.keyPlace] };
    }
  },
};
