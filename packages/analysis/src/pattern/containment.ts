import { compileGlob } from '@assent/policy';

/** Tells whether every text that a pattern matches is matched by another one. It may miss a case (`?*` within `*?`), and
 * never claims one that is not. */
export type Container = (inner: string) => boolean;

/** Compiles the outer of two patterns. It reads the inner one as a text, in which a star is met by a star alone. */
export function compileContainer(outer: string): Container {
  if (outer === '*') return () => true;
  if (!/[*?]/.test(outer)) return (inner) => inner === outer;
  const matches = compileGlob(outer);
  if (!outer.includes('?')) return matches;
  // A `?` must not stand for a star: with long texts, and with none, in the place of stars the pattern has to match too.
  return (inner) => inner === outer || (matches(inner) && (!inner.includes('*') || (matches(inner.replaceAll('*', '\u0000\u0000\u0000')) && matches(inner.replaceAll('*', '')))));
}
