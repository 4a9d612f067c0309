import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { openTagConditions } from '../tag-support.ts';

export const denyNotactionWithUnsupportedTagConditionKeyForService: Rule = {
  code: 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  type: 'SECURITY_WARNING',
  kinds: everyKind,
  meaning: 'The same with NotAction: an open set of actions is not denied.',
  remedy: 'List in `Action` what is to be denied.',
  *check(policy) {
    for (const { key, keyPlace } of openTagConditions(policy, 'Deny')) yield { details: `Many services do not set \`${key}\`: their actions are not denied.`, places: [keyPlace] };
  },
};
