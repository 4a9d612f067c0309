import { elementNamed } from '../../view/policy-view.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidEffect: Rule = {
  code: 'INVALID_EFFECT',
  type: 'ERROR',
  kinds: everyKind,
  meaning: 'Effect is something other than Allow or Deny.',
  remedy: 'Write `Allow` or `Deny`, in exact letter case.',
  *check(policy) {
    for (const { elements } of policy.statements) {
      const effect = elementNamed(elements, 'Effect');
      if (effect?.node.type === 'string' && effect.node.value !== 'Allow' && effect.node.value !== 'Deny') yield { details: `\`${effect.node.value}\` is no effect: write Allow or Deny.`, places: [effect] };
    }
  },
};
