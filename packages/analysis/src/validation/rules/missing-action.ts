import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingAction: Rule = {
  code: 'MISSING_ACTION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A statement has neither Action nor NotAction.',
  remedy: 'Add `Action` or `NotAction`.',
  *check(policy) {
    for (const statement of policy.statements) if (statement.actions.length === 0) yield { details: 'The statement has neither Action nor NotAction.', places: [statement] };
  },
};
