import type { JsonNode } from '@assent/policy';
import { isPolicy } from './tree.ts';

/** A policy within a tree, with the name of the property that holds it. */
export interface PropertyPolicy {
  readonly property: string;
  readonly root: JsonNode;
}

/** Every object with statements within a tree, be it written as JSON in a string.
 * @param embedded reads a string that may hold JSON */
export function policiesIn(root: JsonNode | undefined, embedded: (node: JsonNode) => JsonNode | undefined): readonly PropertyPolicy[] {
  const found: PropertyPolicy[] = [];
  const open: PropertyPolicy[] = root ? [{ property: '', root }] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const { property, root: node } = next;
    if (isPolicy(node)) {
      found.push(next);
    } else if (node.type === 'object') {
      for (const { key, value } of node.members) open.push({ property: key.value, root: value });
    } else if (node.type === 'array') {
      for (const item of node.items) open.push({ property, root: item });
    } else if (node.type === 'string' && node.value.includes('Statement')) {
      const inner = embedded(node);
      if (isPolicy(inner) && inner) found.push({ property, root: inner });
    }
  }
  return found.sort((a, b) => a.root.start - b.root.start);
}
