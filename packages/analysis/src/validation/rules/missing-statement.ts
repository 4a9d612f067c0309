import { elementNamed } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingStatement: Rule = {
  code: 'MISSING_STATEMENT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'The document has no Statement.',
  remedy: 'Add a `Statement` with at least one statement.',
  *check(policy) {
    const statement = elementNamed(policy.elements, 'Statement');
    if (policy.root.node.type === 'object' && !statement) yield { details: 'The policy has no Statement.', places: [policy.whole] };
    if (statement?.node.type === 'array' && statement.node.items.length === 0) yield { details: 'The policy has no statement in its Statement.', places: [statement] };
  },
};
