import { isNegated } from '@assent/policy';
import { isOn } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';
import { sourceKeys } from '../service-principal.ts';

export const rcpMissingServiceConditionKeyNullCheck: Rule = {
  code: 'RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK',
  type: 'WARNING',
  kinds: ['resourceControl'],
  meaning: 'An RCP tests a source key without a Null check on aws:SourceAccount or aws:SourceArn.',
  remedy: 'Add `"Null": {"aws:SourceAccount": "false"}`.',
  *check(policy) {
    for (const { effect, conditions } of policy.statements) {
      const checked = conditions.some(({ key, operator }) => operator?.base === 'Null' && /^aws:source(?:account|arn)$/i.test(key));
      if (effect !== 'Deny' || checked) continue;
      for (const condition of conditions) {
        if (isOn(condition, sourceKeys) && condition.operator && isNegated(condition.operator.base)) yield { details: `\`${condition.key}\` is not set by every service: without a Null check calls that lack it are denied.`, places: [condition.keyPlace] };
      }
    }
  },
};
