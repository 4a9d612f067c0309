import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';
import { variableFaults } from '../variable-fault.ts';

export const unsupportedSpaceInVariable: Rule = {
  code: 'UNSUPPORTED_SPACE_IN_VARIABLE',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'A space inside a variable name.',
  remedy: 'Remove the space.',
  *check(policy) {
    yield* variableFaults(policy, 'space', 'The name of a policy variable has no spaces.');
  },
};
