import type { Rule } from '../rule.ts';

export const roleTrustPolicySyntaxErrorResource: Rule = {
  code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE',
  type: 'ERROR',
  kinds: ['trust'],
  meaning: 'Resource or NotResource in a role trust policy.',
  remedy: 'Remove the element: the resource is the role.',
  *check(policy) {
    for (const { resources } of policy.statements) for (const { name, key } of resources) yield { details: `A trust policy has no ${name}: it is about the role that it belongs to.`, places: [key] };
  },
};
