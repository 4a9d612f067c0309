import { globContains } from '../../pattern/containment.ts';
import { redundantEntries } from '../redundancy.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

const covers = (outer: string, inner: string): boolean => outer === '*' || (outer.includes(':') && inner.includes(':') && globContains(outer.toLowerCase(), inner.toLowerCase()));

export const redundantAction: Rule = {
  code: 'REDUNDANT_ACTION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'An action pattern is wholly covered by others in the list.',
  remedy: 'Remove the actions that others of the list cover.',
  *check(policy) {
    for (const { actions } of policy.statements) for (const { texts } of actions) yield* redundantEntries(texts, covers, (covered) => `${covered.map(({ value }) => `\`${value}\``).slice(0, 5).join(', ')}${covered.length > 5 ? ' and others' : ''}: another action of the list covers this.`);
  },
};
