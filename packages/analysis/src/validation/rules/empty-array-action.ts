import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayAction: Rule = {
  code: 'EMPTY_ARRAY_ACTION',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The action list is empty, so the statement does nothing.',
  remedy: 'Name actions, or remove the statement.',
  *check(policy) {
    for (const { actions } of policy.statements) for (const list of actions) if (list.node.type === 'array' && list.node.items.length === 0) yield { details: `${list.name} is empty: the statement does nothing.`, places: [list] };
  },
};
