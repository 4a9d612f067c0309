import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { unsupportedTags } from '../tag-support.ts';

export const allowWithUnsupportedTagConditionKeyForService: Rule = {
  code: 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'An Allow by tag on services that do not set the key: those actions are not granted.',
  remedy: 'Allow these services\' actions by their resources.',
  *check(policy, facts) {
    for (const { condition, services, actions } of unsupportedTags(policy, 'Allow', facts)) {
      yield { details: `${services.join(', ')} ${services.length === 1 ? 'does' : 'do'} not set \`${condition.key}\`: these actions are not allowed.`, places: [...actions, condition.keyPlace] };
    }
  },
};
