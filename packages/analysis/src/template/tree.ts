import type { JsonMember, JsonNode } from '@assent/policy';

/** The members of an object; none of anything else. */
export const membersOf = (node: JsonNode | undefined): readonly JsonMember[] => (node?.type === 'object' ? node.members : []);

/** The items of a list; none of anything else. */
export const itemsOf = (node: JsonNode | undefined): readonly JsonNode[] => (node?.type === 'array' ? node.items : []);

/** What lies at the end of a way through objects. */
export function nodeAt(node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  let at = node;
  for (const name of path) at = membersOf(at).find(({ key }) => key.value === name)?.value;
  return at;
}

export const textAt = (node: JsonNode | undefined, ...path: readonly string[]): string | undefined => {
  const found = nodeAt(node, ...path);
  return found?.type === 'string' ? found.value : found?.type === 'number' ? found.text : undefined;
};

/** A tree that is not in the text, at the place of one that is. */
export const madeText = (value: string, { start, end }: JsonNode): JsonNode => ({ type: 'string', value, start, end });

export const madeObject = (members: Readonly<Record<string, JsonNode | undefined>>, { start, end }: JsonNode): JsonNode => ({
  type: 'object',
  start,
  end,
  members: Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [{ key: { type: 'string' as const, value: key, start: value.start, end: value.end }, value }])),
});

export const isPolicy = (node: JsonNode | undefined): boolean => {
  const statement = nodeAt(node, 'Statement');
  return statement !== undefined && (statement.type === 'array' || statement.type === 'object');
};
