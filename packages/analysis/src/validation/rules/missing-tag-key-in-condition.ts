import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { isTagKeyWithoutTag } from '../tag-key.ts';

export const missingTagKeyInCondition: Rule = {
  code: 'MISSING_TAG_KEY_IN_CONDITION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A tag key prefix such as aws:ResourceTag/ is used without a tag name.',
  remedy: 'Write the tag\'s own key behind the slash: `aws:ResourceTag/team`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (isTagKeyWithoutTag(condition.key)) yield { details: `\`${condition.key}\` needs a slash and the key of a tag.`, places: [condition.keyPlace] };
    }
  },
};
