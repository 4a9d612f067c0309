import type { Rule } from '../rule.ts';

export const scpSyntaxErrorPrincipal: Rule = {
  code: 'SCP_SYNTAX_ERROR_PRINCIPAL',
  type: 'ERROR',
  kinds: ['serviceControl'],
  meaning: 'An SCP has a Principal or NotPrincipal.',
  remedy: 'Remove the principal; test `aws:PrincipalArn` in a condition instead.',
  *check(policy) {
    for (const { principals } of policy.statements) for (const { name, key } of principals) yield { details: `A service control policy has no ${name}: it is about the principals of the accounts it is attached to.`, places: [key] };
  },
};
