import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { isTagKeyWithoutTag } from '../tag-key.ts';

export const invalidGlobalConditionKey: Rule = {
  code: 'INVALID_GLOBAL_CONDITION_KEY',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'An aws: key that does not exist.',
  remedy: 'Write a key of the list of global condition keys.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (!/^aws:./i.test(condition.key) || /^aws:arn$/i.test(condition.key) || isTagKeyWithoutTag(condition.key) || facts.conditionKey(condition.key)) continue;
      yield { details: `There is no condition key \`${condition.key}\`.`, places: [condition.keyPlace] };
    }
  },
};
