import { parseJson } from '@assent/policy';
import type { JsonNode } from '@assent/policy';
import type { Keys } from '../../../authorization/requirement.ts';
import { isRecord } from '../call-view.ts';

/** Members of an event's detail that condition keys tell of. */
const members: readonly (readonly [key: string, ...path: readonly string[]])[] = [
  ['events:source', 'source'],
  ['events:detail-type', 'detail-type'],
  ['events:detail.service', 'detail', 'service'],
  ['events:detail.eventTypeCode', 'detail', 'eventTypeCode'],
  ['events:detail.userIdentity.principalId', 'detail', 'userIdentity', 'principalId'],
];

/** What a rule's pattern tells: the values that it wants of an event. One value is no list, as AWS's examples have it. Where it
 * wants more than values (prefixes, alternatives, what is not), nobody can say which events it is about. */
export function patternKeys(text: string): { readonly keys: Keys; readonly unknown: readonly string[] } {
  const pattern = parsed(text);
  if (!pattern || Object.keys(pattern).some((name) => name.startsWith('$'))) return { keys: {}, unknown: members.map(([key]) => key) };
  const keys: Record<string, string | readonly string[]> = {};
  const unknown: string[] = [];
  for (const [key, ...path] of members) {
    const wanted = path.reduce<unknown>((value, name) => (isRecord(value) ? (Object.keys(value).some((other) => other.startsWith('$')) ? null : value[name]) : value), pattern);
    if (wanted === undefined) continue;
    const values = Array.isArray(wanted) ? (wanted as readonly unknown[]) : [];
    const texts = values.filter((value) => typeof value === 'string');
    if (texts.length === 0 || texts.length < values.length) unknown.push(key);
    else keys[key] = texts.length === 1 ? (texts[0] as string) : texts;
  }
  return { keys, unknown };
}

/** The pattern, unless two readers could take it for two. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  const read = parseJson(text, maxDepth);
  if ('fault' in read || hasTwins(read.root)) return undefined;
  const value: unknown = JSON.parse(text);
  return isRecord(value) ? value : undefined;
}

const maxDepth = 32;

/** Whether a key stands twice in an object. */
function hasTwins(node: JsonNode): boolean {
  if (node.type === 'array') return node.items.some(hasTwins);
  if (node.type !== 'object') return false;
  return new Set(node.members.map(({ key }) => key.value)).size < node.members.length || node.members.some(({ value }) => hasTwins(value));
}
