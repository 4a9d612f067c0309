import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableFaults } from '../variable-fault.ts';

export const missingBraceInVariable: Rule = {
  code: 'MISSING_BRACE_IN_VARIABLE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A policy variable lacks its closing brace.',
  remedy: 'Close the variable: `${aws:username}`.',
  *check(policy) {
    yield* variableFaults(policy, 'missing-brace', 'The policy variable is not closed: a brace is missing.');
  },
};
