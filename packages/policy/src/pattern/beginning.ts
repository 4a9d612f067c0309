import { codePoints } from './glob.ts';
import { foldText } from './automaton.ts';

/** Whether some text that begins so, and has at most some colons behind that, matches a pattern: false only where none does. Wildcards reach
 * as far as they ever could, variables can be anything, and letter case does not count.
 * @param pattern an entry of `Resource` or `NotResource` */
export function couldBegin(pattern: string, beginning: string, colons: number): boolean {
  const codes = codePoints(foldText(completed(pattern).replaceAll(/\$\{[^}]*\}/g, '*')));
  let places = reached(codes, new Set([0]));
  for (const code of codePoints(foldText(beginning))) {
    const next = new Set<number>();
    for (const at of places) {
      if (codes[at] === asterisk) next.add(at);
      else if (codes[at] === code || codes[at] === questionMark) next.add(at + 1);
    }
    places = reached(codes, next);
    if (places.size === 0) return false;
  }
  return [...places].some((at) => codes.slice(at).filter((code) => code === colon).length <= colons);
}

const colon = 0x3a;
const asterisk = 0x2a;
const questionMark = 0x3f;

/** R3.10: a short ARN may be completed. */
const completed = (pattern: string): string => (pattern.split(':').length < 6 ? `${pattern}*` : pattern);

/** A star can stand for nothing. */
function reached(codes: readonly number[], places: Set<number>): Set<number> {
  for (const at of places) if (codes[at] === asterisk) places.add(at + 1);
  return places;
}
