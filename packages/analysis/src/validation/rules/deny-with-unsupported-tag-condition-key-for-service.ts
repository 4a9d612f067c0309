import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { unsupportedTags } from '../tag-support.ts';

export const denyWithUnsupportedTagConditionKeyForService: Rule = {
  code: 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  type: 'SECURITY_WARNING',
  kinds: everyKind,
  meaning: 'A Deny by tag on services that do not set the tag key: those actions stay allowed.',
  remedy: 'Deny these services\' actions by their resources.',
  *check(policy, facts) {
    for (const { condition, services, actions } of unsupportedTags(policy, 'Deny', facts)) {
      yield { details: `${services.join(', ')} ${services.length === 1 ? 'does' : 'do'} not set \`${condition.key}\`: these actions are not denied.`, places: [...actions, condition.keyPlace] };
    }
  },
};
