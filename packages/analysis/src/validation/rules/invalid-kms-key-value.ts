import { conditionsOf } from '../../view/walk.ts';
import { isPattern, withoutVariables } from '../resource-arn.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidKmsKeyValue: Rule = {
  code: 'INVALID_KMS_KEY_VALUE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A key whose value must be a KMS key ARN has another value.',
  remedy: 'Write the ARN of a KMS key: `arn:aws:kms:region:account:key/id`.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (!/kms/i.test(condition.key) || facts.conditionKey(condition.key)?.type.endsWith('ARN') !== true || !/String|Arn/.test(condition.operator?.base ?? '')) continue;
      for (const value of condition.values) {
        const text = withoutVariables(value.value);
        if (!isPattern(text) && !/^arn:[^:]*:kms:[^:]*:[^:]*:(?:key|alias)\/./.test(text)) yield { details: `\`${value.value}\` is no ARN of a KMS key.`, places: [value] };
      }
    }
  },
};
