import { elementNamed } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingVersion: Rule = {
  code: 'MISSING_VERSION',
  type: 'WARNING',
  kinds: everyKind,
  meaning: 'No Version element.',
  remedy: 'Add `"Version": "2012-10-17"`.',
  *check(policy) {
    if (policy.root.node.type === 'object' && !elementNamed(policy.elements, 'Version')) yield { details: 'Without a Version the rules of 2008 apply, and policy variables are literal text.', places: [policy.whole] };
  },
};
