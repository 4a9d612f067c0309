import { conditionsOf } from '../../view/walk.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const stringLikeOperatorWithArnConditionKeys: Rule = {
  code: 'STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS',
  type: 'SECURITY_WARNING',
  kinds: everyKind,
  meaning: 'StringLike on an ARN key, where ArnLike keeps wildcards inside a field.',
  remedy: 'Use `ArnLike`, whose wildcards stay within a part of the ARN.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      // R24.19
      const like = condition.operator?.base === 'StringLike' || condition.operator?.base === 'StringNotLike';
      if (like && facts.conditionKey(condition.key)?.type.endsWith('ARN') === true) yield { details: `\`${condition.key}\` is an ARN: a wildcard of ${condition.operatorText} reaches over its parts.`, places: [condition.keyPlace] };
    }
  },
};
