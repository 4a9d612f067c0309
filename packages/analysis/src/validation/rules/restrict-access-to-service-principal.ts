import { isOn } from '../../view/walk.ts';
import type { Rule } from '../rule.ts';
import { allowedServices, sourceKeys, weakerKeys } from '../service-principal.ts';

export const restrictAccessToServicePrincipal: Rule = {
  code: 'RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL',
  type: 'SECURITY_WARNING',
  kinds: ['resource'],
  meaning: 'A service principal is let in without aws:SourceArn, SourceAccount, SourceOrgID or SourceOrgPaths (confused deputy).',
  remedy: 'Test `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.',
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.conditions.some((condition) => isOn(condition, sourceKeys) || isOn(condition, weakerKeys))) continue;
      for (const entry of allowedServices(statement)) yield { details: `\`${entry.value}\` may call on behalf of anybody's resources.`, places: [entry] };
    }
  },
};
