import type { ContextValue } from '../evaluation/request.ts';

/** A piece of a policy text: what is written, or a policy variable (R5.1). */
export type TemplatePart = { readonly kind: 'written'; readonly text: string } | { readonly kind: 'literal'; readonly text: string } | VariablePart;

export interface VariablePart {
  readonly kind: 'variable';
  /** As it is written. */
  readonly name: string;
  /** In lower case (R5.8). */
  readonly key: string;
  readonly fallback: string | undefined;
}

/** Splits a text at its variables. `${*}`, `${?}` and `${$}` are the characters themselves (R5.6). What is not well
 * formed (a space in the name, no name, no end) is ordinary text (R5.8). */
export function templateParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let written = 0;
  let at = text.indexOf('${');
  while (at >= 0) {
    const found = variableAt(text, at);
    if (!found) {
      at = text.indexOf('${', at + 2);
      continue;
    }
    if (at > written) parts.push({ kind: 'written', text: text.slice(written, at) });
    parts.push(found.part);
    written = found.end;
    at = text.indexOf('${', written);
  }
  if (written < text.length || parts.length === 0) parts.push({ kind: 'written', text: text.slice(written) });
  return parts;
}

function variableAt(text: string, at: number): { readonly part: TemplatePart; readonly end: number } | undefined {
  const head = /\$\{([^\s{},'$*?]+|[*?$])(\}|, ')/y;
  head.lastIndex = at;
  const match = head.exec(text);
  if (!match) return undefined;
  const [whole, name = '', close] = match;
  if (/^[*?$]$/.test(name)) return close === '}' ? { part: { kind: 'literal', text: name }, end: at + whole.length } : undefined;
  const key = name.toLowerCase();
  if (close === '}') return { part: { kind: 'variable', name, key, fallback: undefined }, end: at + whole.length };
  const from = at + whole.length;
  const end = text.indexOf("'}", from);
  return end < 0 ? undefined : { part: { kind: 'variable', name, key, fallback: text.slice(from, end) }, end: end + 2 };
}

export const hasVariables = (parts: readonly TemplatePart[]): boolean => parts.some((part) => part.kind === 'variable');

/** Where variables and conditions find the values of keys. Names are in lower case (R4.9, R5.8); `undefined` is an absent
 * key. */
export interface KeySource {
  key(name: string): ContextValue | undefined;
}

/** The value of a variable: a single one of a key that is there, else the default (R5.3, R5.9); `undefined` where it has
 * neither.
 * @throws Error where nobody knows the key's value, which denies (R1.4) */
function valueOf({ name, key, fallback }: VariablePart, source: KeySource): string | undefined {
  const held = source.key(key);
  if (held?.unknown) throw new Error(`nobody knows the value of \`\${${name}}\``);
  if (held === undefined || (held.values.length === 0 && !held.multi)) return fallback;
  return held.multi ? undefined : held.values[0];
}

/** The parts with values in the place of variables, which are then literal text (R5.7); `undefined` where a variable has
 * neither value nor default (R5.4). */
export function resolveParts(parts: readonly TemplatePart[], source: KeySource): readonly Exclude<TemplatePart, VariablePart>[] | undefined {
  const resolved: Exclude<TemplatePart, VariablePart>[] = [];
  for (const part of parts) {
    if (part.kind !== 'variable') {
      resolved.push(part);
      continue;
    }
    const value = valueOf(part, source);
    if (value === undefined) return undefined;
    resolved.push({ kind: 'literal', text: value });
  }
  return resolved;
}
