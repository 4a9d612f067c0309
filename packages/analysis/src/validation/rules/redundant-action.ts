import { compileContainer } from '../../pattern/containment.ts';
import type { Container } from '../../pattern/containment.ts';
import { redundantEntries } from '../redundancy.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Actions compare without case (R3.1), and a wildcard alone is every one of them. */
function compileActionContainer(outer: string): Container {
  const contains = compileContainer(outer.toLowerCase());
  return (inner) => outer === '*' || (inner.includes(':') && outer.includes(':') && contains(inner.toLowerCase()));
}

export const redundantAction: Rule = {
  code: 'REDUNDANT_ACTION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'An action pattern is wholly covered by others in the list.',
  remedy: 'Remove the actions that others of the list cover.',
  *check(policy) {
    for (const { actions } of policy.statements) for (const { texts } of actions) yield* redundantEntries(texts, compileActionContainer, 'action');
  },
};
