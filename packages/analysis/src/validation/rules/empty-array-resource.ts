import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayResource: Rule = {
  code: 'EMPTY_ARRAY_RESOURCE',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The resource list is empty.',
  remedy: 'Name resources, or remove the statement.',
  *check(policy) {
    for (const { resources } of policy.statements) for (const list of resources) if (list.node.type === 'array' && list.node.items.length === 0) yield { details: `${list.name} is empty: the statement does nothing.`, places: [list] };
  },
};
