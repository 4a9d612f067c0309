import { parseJson } from '@assent/policy';
import type { JsonNode } from '@assent/policy';

const maxDepth = 64;

/** Reads a string that holds JSON itself, such as a policy in a Terraform plan. Places are those in the text around it,
 * where the string is written as JSON writes strings; else that of the whole string. */
export function embeddedJson(node: JsonNode, text: string): JsonNode | undefined {
  if (node.type !== 'string' || !/^\s*[{[]/.test(node.value)) return undefined;
  const parsed = parseJson(node.value, maxDepth);
  if ('fault' in parsed) return undefined;
  const offsets = offsetsOf(node.value, text, node.start, node.end);
  return moved(parsed.root, (offset, isEnd) => (offsets ? (offsets[offset] ?? node.end) : isEnd ? node.end : node.start));
}

/** Where each character of a string's value stands in the text; `undefined` where it is not written as a JSON string. */
function offsetsOf(value: string, text: string, start: number, end: number): readonly number[] | undefined {
  if (text[start] !== '"') return undefined;
  const offsets: number[] = [];
  let at = start + 1;
  for (let index = 0; index < value.length; index++) {
    offsets.push(at);
    at += text[at] === '\\' ? (text[at + 1] === 'u' ? 6 : 2) : 1;
  }
  offsets.push(at);
  return at === end - 1 ? offsets : undefined;
}

function moved(node: JsonNode, place: (offset: number, isEnd: boolean) => number): JsonNode {
  const at = { start: place(node.start, false), end: place(node.end, true) };
  if (node.type === 'array') return { ...node, ...at, items: node.items.map((item) => moved(item, place)) };
  if (node.type !== 'object') return { ...node, ...at };
  return { ...node, ...at, members: node.members.map(({ key, value }) => ({ key: { ...key, start: place(key.start, false), end: place(key.end, true) }, value: moved(value, place) })) };
}
