import type { Context } from './context.ts';

/** A pattern or a policy value, character by character (code points). `final`: the star is followed by a colon or by the
 * end of the text as written (R3.5b). What came out of a variable is literal (R5.7). */
export type Token =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'star'; readonly final: boolean }
  | { readonly kind: 'question' };

/** R5.1: `${key}` or `${key, 'default'}`; R5.8: a name without spaces. Sticky: it is tried at one place. */
const variable = /\$\{([^\s{}',$]+)(?:, '([^'}]*)')?\}/y;
/** R5.6 */
const escape = /\$\{([*?$])\}/y;

const literal = (text: string): readonly Token[] => Array.from(text, (character) => ({ kind: 'literal', character }) as const);

/** R5.1–R5.11: one pass over the text; `from` is the offset behind which variables are allowed, `undefined` where none are.
 * Gives `undefined` where a variable has no value and no default (R5.4). */
export function tokensOf(text: string, from: number | undefined, context: Context): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    if (from !== undefined && at >= from) {
      escape.lastIndex = at;
      const escaped = escape.exec(text);
      if (escaped) {
        tokens.push(...literal(escaped[1] ?? ''));
        at = escape.lastIndex;
        continue;
      }
      variable.lastIndex = at;
      const found = variable.exec(text);
      if (found) {
        const value = valueOf(found[1] ?? '', found[2], context);
        if (value === undefined) return undefined;
        tokens.push(...literal(value));
        at = variable.lastIndex;
        continue;
      }
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    at += character.length;
    if (character === '*') tokens.push({ kind: 'star', final: at === text.length || text[at] === ':' });
    else if (character === '?') tokens.push({ kind: 'question' });
    else tokens.push({ kind: 'literal', character });
  }
  return tokens;
}

function valueOf(name: string, otherwise: string | undefined, context: Context): string | undefined {
  const entry = context.get(name.toLowerCase()); // R5.8
  if (entry === undefined) return otherwise; // R5.9
  return entry.multi ? undefined : entry.values[0]; // R5.3, R5.9
}
