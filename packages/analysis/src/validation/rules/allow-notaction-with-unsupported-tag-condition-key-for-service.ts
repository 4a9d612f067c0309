import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { openTagConditions } from '../tag-support.ts';

export const allowNotactionWithUnsupportedTagConditionKeyForService: Rule = {
  code: 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The same with NotAction.',
  remedy: 'List in `Action` what is to be allowed.',
  *check(policy) {
    for (const { key, keyPlace } of openTagConditions(policy, 'Allow')) yield { details: `Many services do not set \`${key}\`: their actions are not allowed.`, places: [keyPlace] };
  },
};
