import { compileGlob } from '@assent/policy';

/** Whether every text that `inner` matches is matched by `outer`: found by letting `outer` read the pattern `inner` as a
 * text, in which a star is met by a star alone. It may miss a case (`?*` within `*?`), and never claims one that is not. */
export function globContains(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') return true;
  if (!/[*?]/.test(outer)) return false;
  return matcher(outer)(inner) && wildcardsAreMet(outer, inner);
}

let last: { readonly pattern: string; readonly matches: (text: string) => boolean } | undefined;

/** Lists are compared pattern by pattern: the one just used is likely to be asked again. */
function matcher(pattern: string): (text: string) => boolean {
  if (last?.pattern !== pattern) last = { pattern, matches: compileGlob(pattern) };
  return last.matches;
}

/** A `?` of the outer pattern must not stand for a `*` of the inner one. */
function wildcardsAreMet(outer: string, inner: string): boolean {
  if (!outer.includes('?') || !inner.includes('*')) return true;
  // With the inner stars as long texts instead, the outer pattern still has to match.
  return compileGlob(outer)(inner.replaceAll('*', '\u0000\u0000\u0000')) && compileGlob(outer)(inner.replaceAll('*', ''));
}
