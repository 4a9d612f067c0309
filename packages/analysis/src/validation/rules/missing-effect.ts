import { elementNamed } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingEffect: Rule = {
  code: 'MISSING_EFFECT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A statement has no Effect.',
  remedy: 'Add `"Effect": "Allow"` or `"Effect": "Deny"`.',
  *check(policy) {
    for (const statement of policy.statements) if (!elementNamed(statement.elements, 'Effect')) yield { details: 'The statement has no Effect.', places: [statement] };
  },
};
