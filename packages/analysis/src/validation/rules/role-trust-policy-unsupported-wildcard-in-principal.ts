import type { Rule } from '../rule.ts';

export const roleTrustPolicyUnsupportedWildcardInPrincipal: Rule = {
  code: 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'Principal "*" in a role trust policy.',
  remedy: 'Name whom the role trusts; `{"AWS": "*"}` with a condition is what IAM stores.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const principal of principals) if (!principal.negated && principal.node.type === 'string' && principal.node.value === '*') yield { details: 'A trust policy does not take "*" as its Principal.', places: [principal] };
    }
  },
};
