import type { JsonNode, JsonObject } from '../document/json-tree.ts';

/** The value of an object's member. */
export const memberOf = (node: JsonObject, name: string): JsonNode | undefined => node.members.find(({ key }) => key.value === name)?.value;

/** The strings of an element, whether it is one or a list; `null` members are none (R2.13). */
export function stringsOf(node: JsonNode | undefined): readonly string[] {
  if (!node) return [];
  return (node.type === 'array' ? node.items : [node]).flatMap((item) => (item.type === 'string' ? [item.value] : []));
}
