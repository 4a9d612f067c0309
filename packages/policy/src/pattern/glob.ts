import { anyOne, compileAutomaton } from './automaton.ts';
import type { Run } from './automaton.ts';
import { compileSegments } from './segments.ts';

/** Whether a text matches; made once from a pattern. */
export type TextMatcher = (text: string) => boolean;

/** A piece of a pattern: text that stands for itself, `*` or `?`. */
export type GlobPart = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'star' } | { readonly kind: 'one' };

const star: GlobPart = { kind: 'star' };
const one: GlobPart = { kind: 'one' };

/** Splits a pattern at its wildcards. */
export function globParts(pattern: string): GlobPart[] {
  const parts: GlobPart[] = [];
  let from = 0;
  for (let at = 0; at <= pattern.length; at++) {
    const character = pattern[at];
    if (character !== '*' && character !== '?' && character !== undefined) continue;
    if (at > from) parts.push({ kind: 'text', text: pattern.slice(from, at) });
    if (character !== undefined) parts.push(character === '*' ? star : one);
    from = at + 1;
  }
  return parts;
}

/** Compiles a pattern in which `*` is any run of characters and `?` exactly one (a code point). The matcher is chosen
 * by the shape of the pattern: most need no more than a comparison of their beginning or end. */
export function compileGlob(pattern: string): TextMatcher {
  return compileGlobParts(globParts(pattern));
}

export function compileGlobParts(given: readonly GlobPart[]): TextMatcher {
  const parts = given.filter((part, index) => !(part.kind === 'star' && given[index - 1]?.kind === 'star'));
  const [first, second, third] = parts;
  if (!first) return (text) => text === '';
  if (parts.length === 1 && first.kind === 'star') return () => true;
  if (parts.every((part) => part.kind === 'text')) {
    const whole = parts.map((part) => part.text).join('');
    return (text) => text === whole;
  }
  // Half of a surrogate pair matches itself, and no half of a pair (R4.10).
  if (!parts.every((part) => part.kind !== 'text' || part.text.isWellFormed())) return compileByCodePoints(parts);
  if (parts.length === 2 && first.kind === 'text' && second?.kind === 'star') return (text) => text.startsWith(first.text);
  if (parts.length === 2 && first.kind === 'star' && second?.kind === 'text') return (text) => text.endsWith(second.text);
  if (parts.length === 3 && first.kind === 'text' && second?.kind === 'star' && third?.kind === 'text') {
    const least = first.text.length + third.text.length;
    return (text) => text.length >= least && text.startsWith(first.text) && text.endsWith(third.text);
  }
  const matches = compileSegments(parts);
  return (text) => matches(text, 0);
}

function compileByCodePoints(parts: readonly GlobPart[]): TextMatcher {
  const codes: number[] = [];
  const runs: Run[] = ['none'];
  for (const part of parts) {
    if (part.kind === 'star') runs[codes.length] = 'across';
    else for (const code of part.kind === 'text' ? codePoints(part.text) : [anyOne]) runs[codes.push(code)] = 'none';
  }
  const matcher = compileAutomaton({ codes, runs }, { structuralHead: false, structuralTail: false, foldHead: false });
  const first = parts[0];
  const start = first?.kind === 'text' ? first.text : '';
  return (text) => text.startsWith(start) && matcher(text, 0);
}

export const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);
