import { compileGlob } from './glob.ts';
import type { TextMatcher } from './glob.ts';

/** Compiles an entry of `Action` or `NotAction` (R3.1–R3.3): a prefix and a name around one colon, compared without
 * case; wildcards never match the colon; `*` alone matches every action. Nothing is trimmed.
 * @returns a matcher of actions in lower case */
export function compileAction(pattern: string): TextMatcher {
  if (pattern === '*') return () => true;
  const text = pattern.toLowerCase();
  const colon = text.indexOf(':');
  if (colon < 0 || text.indexOf(':', colon + 1) >= 0) return () => false;
  if (!/[*?]/.test(text)) return (action) => action === text;
  const service = text.slice(0, colon);
  const name = compileGlob(text.slice(colon + 1));
  if (!/[*?]/.test(service)) {
    const prefix = text.slice(0, colon + 1);
    return (action) => action.startsWith(prefix) && action.indexOf(':', prefix.length) < 0 && name(action.slice(prefix.length));
  }
  const servicePattern = compileGlob(service);
  return (action) => {
    const at = action.indexOf(':');
    return at >= 0 && action.indexOf(':', at + 1) < 0 && servicePattern(action.slice(0, at)) && name(action.slice(at + 1));
  };
}
