import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptySidValue: Rule = {
  code: 'EMPTY_SID_VALUE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The Sid is an empty string.',
  remedy: 'Remove the Sid, or give it a value.',
  *check(policy) {
    for (const { sid } of policy.statements) if (sid?.value === '') yield { details: 'The Sid is empty.', places: [sid] };
  },
};
