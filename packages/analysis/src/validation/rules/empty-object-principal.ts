import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const emptyObjectPrincipal: Rule = {
  code: 'EMPTY_OBJECT_PRINCIPAL',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'The principal is an empty object.',
  remedy: 'Name principals.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const principal of principals) if (principal.node.type === 'object' && principal.node.members.length === 0) yield { details: `${principal.name} names nobody.`, places: [principal] };
    }
  },
};
