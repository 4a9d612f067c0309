import type { Rule } from '../rule.ts';

export const rcpSyntaxErrorPrincipal: Rule = {
  code: 'RCP_SYNTAX_ERROR_PRINCIPAL',
  type: 'ERROR',
  kinds: ['resourceControl'],
  meaning: 'An RCP names principals other than "*", or uses NotPrincipal.',
  remedy: 'Write `"Principal": "*"`, and test keys of the caller in conditions.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const principal of principals) {
        if (!principal.negated && principal.node.type === 'string' && principal.node.value === '*') continue;
        yield { details: 'A resource control policy is about everybody: its Principal is "*".', places: [principal.negated ? principal.key : principal] };
      }
    }
  },
};
