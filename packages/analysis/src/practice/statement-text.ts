import type { JsonNode } from '@assent/policy';
import { isUnknown } from './unknown-text.ts';
import type { StatementView } from '../view/statement-view.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The value of a tree; of keys that are repeated, the last. */
export function plainValue(node: JsonNode): Json {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plainValue(value)]));
    case 'array':
      return node.items.map(plainValue);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
}

/** The statement with some elements written anew or added, as JSON in lines; `undefined` where some of it is unknown, or where it
 * is too long to be read. */
export function rewrittenStatement(statement: StatementView, changed: Readonly<Record<string, Json>>): string | undefined {
  if (statement.elements.length > 20 || statement.end - statement.start > 20_000) return undefined;
  const members = Object.fromEntries(statement.elements.map(({ name, node }) => [name, plainValue(node)]));
  const text = JSON.stringify({ ...members, ...changed }, undefined, 2);
  return isUnknown(text) ? undefined : text;
}
