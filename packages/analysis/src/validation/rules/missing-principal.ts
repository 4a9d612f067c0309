import type { Rule } from '../rule.ts';

export const missingPrincipal: Rule = {
  code: 'MISSING_PRINCIPAL',
  type: 'ERROR',
  kinds: ['resource', 'trust', 'resourceControl'],
  meaning: 'A resource-based policy statement has no principal.',
  remedy: 'Add a `Principal`.',
  *check(policy) {
    for (const statement of policy.statements) if (statement.principals.length === 0) yield { details: 'The statement does not say who it is about: it needs a Principal.', places: [statement] };
  },
};
