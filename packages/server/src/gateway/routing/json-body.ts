import { parseJson } from '@assent/policy';
import type { JsonNode } from '@assent/policy';
import { bodyDepth } from './body-tree.ts';
import type { BodyTree } from './body-tree.ts';
import { ambiguous, malformed } from './unroutable.ts';

/** Reads JSON of which no object has a key twice: of two values readers take the first or the last as they please. */
export function readJsonBody(text: string): BodyTree {
  const parsed = parseJson(text, bodyDepth);
  if ('fault' in parsed) throw malformed(`the body is not JSON: ${parsed.fault.message}`);
  return treeOf(parsed.root);
}

function treeOf(node: JsonNode): BodyTree {
  switch (node.type) {
    case 'object': {
      const members = new Map<string, BodyTree>();
      for (const { key, value } of node.members) {
        if (members.has(key.value)) throw ambiguous(`the body has the key \`${key.value.slice(0, 128)}\` twice in one object`);
        members.set(key.value, treeOf(value));
      }
      return members;
    }
    case 'array':
      return node.items.map(treeOf);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
}
