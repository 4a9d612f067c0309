import type { Token } from './variable.ts';

/** What a wildcard may stand for and when a letter is the same, which differs from place to place. */
export interface GlobRules {
  /** Whether the star token may match the character at a position of the text. */
  readonly star: (token: Token, position: number) => boolean;
  /** Whether the `?` token may match the character at a position of the text. */
  readonly question: (position: number) => boolean;
  /** Whether a literal character equals the character at a position of the text. */
  readonly same: (character: string, position: number) => boolean;
}

/** The whole text against the whole pattern: the set of positions of the pattern that could have been reached is carried
 * from character to character (R3.5: no backtracking). */
export function matchTokens(tokens: readonly Token[], text: readonly string[], rules: GlobRules): boolean {
  let reached = withStarsSkipped(tokens, new Set([0]));
  for (let position = 0; position < text.length; position++) {
    const next = new Set<number>();
    for (const at of reached) {
      const token = tokens[at];
      if (token === undefined) continue;
      if (token.kind === 'star' && rules.star(token, position)) next.add(at);
      if (token.kind === 'question' && rules.question(position)) next.add(at + 1);
      if (token.kind === 'literal' && rules.same(token.character, position)) next.add(at + 1);
    }
    reached = withStarsSkipped(tokens, next);
  }
  return reached.has(tokens.length);
}

/** A star may stand for nothing. */
function withStarsSkipped(tokens: readonly Token[], reached: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(reached);
  for (const at of all) if (tokens[at]?.kind === 'star') all.add(at + 1);
  return all;
}
