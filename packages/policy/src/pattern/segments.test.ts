import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileGlob } from './glob.ts';

/** By the book, with every way tried. */
function matchesNaively(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*') return text.some((_, at) => matchesNaively(rest, text.slice(at))) || matchesNaively(rest, []);
  return text.length > 0 && (first === '?' || first === text[0]) && matchesNaively(rest, text.slice(1));
}

describe('a pattern of several stars', () => {
  const character = fc.constantFrom('a', 'b', 'é', '😀', '\uDE00', '\uD83D', '\n');
  it('matches what trying every way says, by code points (R3.5, R4.10)', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(character, fc.constantFrom('*', '?')), { maxLength: 9 }), fc.array(character, { maxLength: 9 }), (pattern, text) => {
        const [patternPoints, textPoints] = [[...pattern.join('')], [...text.join('')]];
        expect(compileGlob(pattern.join(''))(text.join(''))).toBe(matchesNaively(patternPoints, textPoints));
      }),
      { numRuns: 20_000 },
    );
  });

  it('is not slow where much of it matches in many ways', () => {
    const matches = compileGlob(`${'a*'.repeat(2_000)}b`);
    expect(matches('a'.repeat(100_000))).toBe(false);
    expect(matches(`${'a'.repeat(100_000)}b`)).toBe(true);
  });
});
