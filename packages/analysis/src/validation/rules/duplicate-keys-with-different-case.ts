import type { ConditionView } from '../../view/condition-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const duplicateKeysWithDifferentCase: Rule = {
  code: 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The same condition key appears twice in one condition block, differing only in letter case.',
  remedy: 'Write the key once, with all its values in one list.',
  *check(policy) {
    for (const { blocks } of policy.statements) {
      for (const { conditions } of blocks) {
        const seen = new Map<string, ConditionView>();
        for (const condition of conditions) {
          const earlier = seen.get(condition.key.toLowerCase());
          if (!earlier) seen.set(condition.key.toLowerCase(), condition);
          else if (earlier.key !== condition.key) yield { details: `The condition key \`${condition.key}\` stands twice in one block, in different letter case.`, places: [earlier.keyPlace, condition.keyPlace] };
        }
      }
    }
  },
};
