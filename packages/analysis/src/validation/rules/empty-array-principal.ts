import { principalKinds } from '../../view/principal-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyArrayPrincipal: Rule = {
  code: 'EMPTY_ARRAY_PRINCIPAL',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The principal list is empty.',
  remedy: 'Name principals, or remove the statement.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const principal of principals) {
        for (const kind of principalKinds(principal)) if (kind.node.type === 'array' && kind.node.items.length === 0) yield { details: `The list of ${kind.name} principals is empty.`, places: [kind] };
      }
    }
  },
};
