import type { Rule } from '../rule.ts';

export const roleTrustPolicySyntaxErrorNotprincipal: Rule = {
  code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'NotPrincipal in a role trust policy.',
  remedy: 'Name whom the role trusts in `Principal`.',
  *check(policy) {
    for (const { principals } of policy.statements) for (const { negated, key } of principals) if (negated) yield { details: 'A trust policy has no NotPrincipal.', places: [key] };
  },
};
