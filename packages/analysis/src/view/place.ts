import type { JsonNode } from '@assent/policy';
import type { PathElement } from '../finding/finding.ts';

/** A stretch of the document with the way to it; offsets as in the JSON tree. */
export interface Place {
  readonly path: readonly PathElement[];
  readonly start: number;
  readonly end: number;
}

/** A string of the document. */
export interface TextPlace extends Place {
  readonly value: string;
}

/** A JSON value of the document. */
export interface NodePlace extends Place {
  readonly node: JsonNode;
}

export const nodePlace = (node: JsonNode, path: readonly PathElement[]): NodePlace => ({ path, start: node.start, end: node.end, node });

/** A part of a string; `start` and `length` count characters of its value. The span is exact where the text is written
 * without escapes, and the whole string otherwise. */
export function substringPlace(text: TextPlace, start: number, length: number): Place {
  const path = [...text.path, { substring: { start, length } }];
  if (text.end - text.start !== text.value.length + 2) return { path, start: text.start, end: text.end };
  return { path, start: text.start + 1 + start, end: text.start + 1 + start + length };
}

/** The values of what may be one or a list, each with its place. */
export function itemPlaces({ node, path }: NodePlace): readonly NodePlace[] {
  return node.type === 'array' ? node.items.map((item, index) => nodePlace(item, [...path, { index }])) : [nodePlace(node, path)];
}

/** The strings among them. */
export const textPlaces = (place: NodePlace): readonly TextPlace[] =>
  itemPlaces(place).flatMap(({ node, path, start, end }) => (node.type === 'string' ? [{ path, start, end, value: node.value }] : []));
