import { isOn } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';
import { allowedServices, sourceKeys, weakerKeys } from '../service-principal.ts';

export const recommendedConditionKeyForServicePrincipal: Rule = {
  code: 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  type: 'SUGGESTION',
  kinds: ['resource'],
  meaning: 'A service principal is limited by a weaker key than the aws:Source* ones.',
  remedy: 'Test `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.',
  *check(policy) {
    for (const statement of policy.statements) {
      const weaker = statement.conditions.find((condition) => isOn(condition, weakerKeys));
      if (!weaker || statement.conditions.some((condition) => isOn(condition, sourceKeys))) continue;
      for (const entry of allowedServices(statement)) yield { details: `\`${weaker.key}\` does not say on whose behalf \`${entry.value}\` calls.`, places: [entry, weaker.keyPlace] };
    }
  },
};
