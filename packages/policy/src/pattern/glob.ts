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
 * by the shape of the pattern, and takes time linear in the text for all but the general shape, which takes at most
 * pattern times text: the last star alone ever moves on, there is no backtracking. */
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
  if (parts.length === 2 && first.kind === 'text' && second?.kind === 'star') return (text) => text.startsWith(first.text);
  if (parts.length === 2 && first.kind === 'star' && second?.kind === 'text') return (text) => text.endsWith(second.text);
  if (parts.length === 3 && first.kind === 'text' && second?.kind === 'star' && third?.kind === 'text') {
    const least = first.text.length + third.text.length;
    return (text) => text.length >= least && text.startsWith(first.text) && text.endsWith(third.text);
  }
  return compileGeneral(parts);
}

const anyRun = -1;
const anyOne = -2;

function compileGeneral(parts: readonly GlobPart[]): TextMatcher {
  const codes = parts.flatMap((part) => (part.kind === 'text' ? codePoints(part.text) : part.kind === 'star' ? [anyRun] : [anyOne]));
  return (text) => {
    let pattern = 0;
    let at = 0;
    let starPattern = -1;
    let starAt = 0;
    while (at < text.length) {
      const code = text.codePointAt(at) ?? 0;
      const width = code > 0xffff ? 2 : 1;
      const wanted = codes[pattern];
      if (wanted === anyRun) {
        starPattern = ++pattern;
        starAt = at;
      } else if (wanted === code || wanted === anyOne) {
        pattern++;
        at += width;
      } else if (starPattern >= 0) {
        starAt += (text.codePointAt(starAt) ?? 0) > 0xffff ? 2 : 1;
        at = starAt;
        pattern = starPattern;
      } else {
        return false;
      }
    }
    while (codes[pattern] === anyRun) pattern++;
    return pattern === codes.length;
  };
}

export const codePoints = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);
