import type { Statement } from './case.ts';
import { listOf } from './case.ts';
import { matchTokens } from './glob.ts';
import type { Semantics } from './semantics.ts';
import { tokensOf } from './variable.ts';

/** R3.1–R3.4 */
export function matchesAction(statement: Statement, action: string, semantics: Semantics): boolean {
  const listed = (patterns: Statement['Action']): boolean =>
    listOf(patterns ?? []).some((pattern) => pattern !== null && matchesActionPattern(pattern, action, semantics));
  return statement.NotAction === undefined ? listed(statement.Action) : !listed(statement.NotAction);
}

export function matchesActionPattern(pattern: string, action: string, semantics: Semantics): boolean {
  if (pattern === '*') return true; // R3.1
  if (semantics.anyServiceAction === 'none' && /[*?].*:/s.test(pattern)) return false; // D17
  const text = Array.from(action);
  const noColon = (position: number): boolean => text[position] !== ':'; // R3.2
  // R5.2: no variables here.
  const tokens = tokensOf(pattern, undefined, new Map()) ?? [];
  return matchTokens(tokens, text, {
    star: (_, position) => noColon(position),
    question: noColon,
    same: (character, position) => character.toLowerCase() === text[position]?.toLowerCase(),
  });
}
