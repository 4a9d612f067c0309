import { isNegated } from '@assent/policy';
import { isOn } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

const callerKeys: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn']);

export const rcpMissingRelatedPrincipalConditionKey: Rule = {
  code: 'RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY',
  type: 'WARNING',
  kinds: ['resourceControl'],
  meaning: 'An RCP tests a principal key without excepting AWS services (BoolIfExists aws:PrincipalIsAWSService false).',
  remedy: 'Add `"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}`.',
  *check(policy) {
    for (const { effect, conditions } of policy.statements) {
      if (effect !== 'Deny' || conditions.some(({ key }) => /^aws:principalisawsservice$/i.test(key))) continue;
      for (const condition of conditions) {
        if (isOn(condition, callerKeys) && condition.operator && isNegated(condition.operator.base)) yield { details: `\`${condition.key}\` is not there when a service of AWS calls: such calls are denied too.`, places: [condition.keyPlace] };
      }
    }
  },
};
