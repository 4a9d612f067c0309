import { compileAction } from '@assent/policy';
import type { Rule } from '../rule.ts';
import { allowedServices } from '../service-principal.ts';

export const missingActionForRolesAnywhereTrustPolicy: Rule = {
  code: 'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'Trust for rolesanywhere lacks one of AssumeRole, SetSourceIdentity, TagSession.',
  remedy: 'Allow `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession` together.',
  *check(policy) {
    for (const statement of policy.statements) {
      const service = allowedServices(statement).find(({ value }) => value.toLowerCase() === 'rolesanywhere.amazonaws.com');
      const list = statement.actions[0];
      if (!service || !list || list.negated) continue;
      const missing = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'].filter((action) => !list.texts.some(({ value }) => compileAction(value)(action.toLowerCase())));
      if (missing.length > 0) yield { details: `IAM Roles Anywhere also needs ${missing.join(' and ')}.`, places: [list] };
    }
  },
};
