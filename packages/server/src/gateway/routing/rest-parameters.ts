import type { InputMember } from '@assent/catalog';
import type { QueryPairs } from './query-pairs.ts';
import type { RestMatch } from './rest-route.ts';
import { scalarOf } from './scalar-text.ts';
import { ambiguous } from './unroutable.ts';

/** Parameters that clients add for their own sake: no service reads them. */
const idle: ReadonlySet<string> = new Set(['x-id']);

/** Members of the input that stand in the path, the query and the headers. What the query has beyond them is refused. */
export function restParameters({ route, labels }: RestMatch, query: QueryPairs, headers: ReadonlyMap<string, readonly string[]>): Record<string, unknown> {
  const { name, input } = route.operation;
  const shaped: [string, unknown][] = [];
  const left = new Map(query);
  for (const literal of route.template.literals.keys()) takeLiteral(left, literal, route.template.literals.get(literal) ?? '');
  const members = input?.members ?? [];
  for (const member of members) {
    const value = memberValue(member, labels, left, headers);
    if (value !== undefined) shaped.push([member.name, value]);
  }
  const rest = members.find(({ place, shape }) => place === 'query' && shape.kind === 'map');
  for (const [key, values] of left) {
    if (idle.has(key) || rest) continue;
    throw ambiguous(`the parameter \`${key.slice(0, 128)}\` of the query does not belong to ${name}${values.length > 1 ? ', and is there more than once' : ''}`);
  }
  return Object.fromEntries(shaped);
}

function takeLiteral(left: Map<string, readonly string[]>, name: string, expected: string): void {
  const values = left.get(name) ?? [];
  if (values.length > 1) throw ambiguous(`the parameter \`${name}\` is there more than once`);
  if (values[0] !== expected) throw ambiguous(`the parameter \`${name}\` has a value of its own`);
  left.delete(name);
}

function memberValue({ name, wireName, place, shape }: InputMember, labels: ReadonlyMap<string, string>, left: Map<string, readonly string[]>, headers: ReadonlyMap<string, readonly string[]>): unknown {
  switch (place) {
    case 'label': {
      const label = labels.get(wireName);
      return label === undefined ? undefined : scalarOf(label, shape, name);
    }
    case 'query': {
      if (shape.kind === 'map') return Object.fromEntries(Array.from(left, ([key, values]) => [key, shape.value.kind === 'list' ? values : values[0]]));
      const values = left.get(wireName);
      if (!values) return undefined;
      left.delete(wireName);
      if (shape.kind === 'list') return values.map((value) => scalarOf(value, shape.member, name));
      if (values.length > 1) throw ambiguous(`the parameter \`${wireName}\` is there more than once`);
      return scalarOf(values[0] ?? '', shape, name);
    }
    case 'header': {
      const values = headers.get(wireName.toLowerCase());
      if (!values) return undefined;
      if (values.length > 1) throw ambiguous(`the header \`${wireName}\` is there more than once`);
      const text = (values[0] ?? '').trim();
      if (shape.kind === 'list') return text.includes('"') ? [text] : text.split(',').map((part) => part.trim());
      return scalarOf(text, shape, name);
    }
    case 'headers': {
      const prefix = wireName.toLowerCase();
      const own = Array.from(headers).filter(([key]) => key.startsWith(prefix));
      return own.length === 0 ? undefined : Object.fromEntries(own.map(([key, values]) => [key.slice(prefix.length), values.join(',')]));
    }
    default:
      return undefined;
  }
}
