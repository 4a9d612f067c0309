import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const unsupportedElementCombination: Rule = {
  code: 'UNSUPPORTED_ELEMENT_COMBINATION',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'Mutually exclusive elements in one statement (Action with NotAction, and so on).',
  remedy: 'Keep one of the two elements.',
  *check(policy) {
    for (const statement of policy.statements) {
      for (const [first, second] of [statement.actions, statement.resources, statement.principals]) {
        if (first && second) yield { details: `${first.name} and ${second.name} do not go together in one statement.`, places: [first.key, second.key] };
      }
    }
  },
};
