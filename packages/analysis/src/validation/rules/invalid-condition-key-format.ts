import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidConditionKeyFormat: Rule = {
  code: 'INVALID_CONDITION_KEY_FORMAT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The condition key is not of the form prefix:name.',
  remedy: 'Write the key as a prefix, a colon and a name: `aws:SourceIp`.',
  *check(policy) {
    for (const { condition } of conditionsOf(policy)) {
      if (!/^[^\s:]+:[^\s]+$/.test(condition.key)) yield { details: `\`${condition.key}\` is no condition key: a prefix, a colon and a name are expected.`, places: [condition.keyPlace] };
    }
  },
};
