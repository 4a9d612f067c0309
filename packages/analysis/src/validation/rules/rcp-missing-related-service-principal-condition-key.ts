import { isNegated } from '@assent/policy';
import { isOn } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';
import { sourceKeys } from '../service-principal.ts';

export const rcpMissingRelatedServicePrincipalConditionKey: Rule = {
  code: 'RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY',
  type: 'WARNING',
  kinds: ['resourceControl'],
  meaning: 'An RCP tests a service-source key without limiting itself to AWS services (aws:PrincipalIsAWSService true).',
  remedy: 'Add `"Bool": {"aws:PrincipalIsAWSService": "true"}`.',
  *check(policy) {
    for (const { effect, conditions } of policy.statements) {
      if (effect !== 'Deny' || conditions.some(({ key }) => /^aws:principalisawsservice$/i.test(key))) continue;
      for (const condition of conditions) {
        if (isOn(condition, sourceKeys) && condition.operator && isNegated(condition.operator.base)) yield { details: `\`${condition.key}\` is there when a service of AWS calls for itself, and else not: other calls are denied too.`, places: [condition.keyPlace] };
      }
    }
  },
};
