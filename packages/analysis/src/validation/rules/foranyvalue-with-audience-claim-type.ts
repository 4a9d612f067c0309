import { conditionsOf } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';

export const foranyvalueWithAudienceClaimType: Rule = {
  code: 'FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE',
  type: 'SECURITY_WARNING',
  kinds: ['trust'],
  meaning: 'ForAnyValue on the single-valued audience claim.',
  remedy: 'Use the operator without `ForAnyValue`.',
  *check(policy, facts) {
    for (const { condition } of conditionsOf(policy)) {
      if (condition.operator?.set === 'ForAnyValue' && /:aud$/i.test(condition.key) && facts.conditionKey(condition.key)?.multivalued === false) yield { details: `\`${condition.key}\` has one value.`, places: [condition.keyPlace] };
    }
  },
};
