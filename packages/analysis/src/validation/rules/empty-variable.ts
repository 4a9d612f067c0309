import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableFaults } from '../variable-fault.ts';

export const emptyVariable: Rule = {
  code: 'EMPTY_VARIABLE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A variable with nothing inside the braces.',
  remedy: 'Write the name of a condition key between the braces.',
  *check(policy) {
    yield* variableFaults(policy, 'empty', 'There is nothing between the braces of the policy variable.');
  },
};
