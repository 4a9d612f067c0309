import type { JsonNode } from '@assent/policy';
import type { Place } from '../../view/place.ts';
import { everyKind } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A statement without its Sid, the same for all that say the same: members and lists sorted, one value as a list of one. */
function canonical(node: JsonNode): string {
  if (node.type === 'object') return `{${node.members.map(({ key, value }) => `${JSON.stringify(key.value)}:${canonical(value)}`).sort().join()}}`;
  if (node.type === 'array') return `[${node.items.map(scalar).sort().join()}]`;
  return `[${scalar(node)}]`;
}

const scalar = (node: JsonNode): string => (node.type === 'number' ? node.text : node.type === 'object' || node.type === 'array' ? canonical(node) : JSON.stringify(node.value));

export const redundantStatement: Rule = {
  code: 'REDUNDANT_STATEMENT',
  type: 'SUGGESTION',
  kinds: everyKind,
  meaning: 'Two statements grant the same.',
  remedy: 'Remove one of the statements.',
  *check(policy) {
    const seen = new Map<string, Place>();
    for (const statement of policy.statements) {
      const key = statement.elements.filter(({ name }) => name !== 'Sid').map(({ name, node }) => `${name}:${canonical(node)}`).sort().join();
      const earlier = seen.get(key);
      if (earlier) yield { details: 'Two statements say the same.', places: [earlier, statement], removable: [statement] };
      else seen.set(key, statement);
    }
  },
};
