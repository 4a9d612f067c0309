import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingResource: Rule = {
  code: 'MISSING_RESOURCE',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'A statement has neither Resource nor NotResource (role trust policies excepted).',
  remedy: 'Add `Resource` or `NotResource`.',
  *check(policy) {
    for (const statement of policy.statements) if (statement.resources.length === 0) yield { details: 'The statement has neither Resource nor NotResource.', places: [statement] };
  },
};
