import { compileGlobParts } from '../pattern/glob.ts';
import type { GlobPart, TextMatcher } from '../pattern/glob.ts';
import { globParts } from '../pattern/glob.ts';
import { hasVariables, resolveParts, templateParts } from '../pattern/variable.ts';
import type { TemplatePart } from '../pattern/variable.ts';
import type { Comparison } from './comparison.ts';

/** `ArnEquals`, which is `ArnLike`: six parts, each a glob of its own, with case (R4.12). */
export function compareArns(texts: readonly string[], negated: boolean, variables: boolean): Comparison {
  const patterns = texts.map((text): readonly TemplatePart[] => (variables ? templateParts(text) : [{ kind: 'written', text }]));
  const fixed = patterns.filter((parts) => !hasVariables(parts)).map(arnPattern);
  const open = patterns.filter(hasVariables);
  const junk = fixed.includes(undefined);
  return (text, source) => {
    const value = splitArn(text);
    if (!value) return 'undecided';
    if (fixed.some((pattern) => pattern?.(value) === true)) return 'true';
    let unreadable = junk;
    for (const parts of open) {
      const resolved = resolveParts(parts, source);
      if (!resolved) continue;
      const pattern = arnPattern(resolved);
      if (!pattern) unreadable = true;
      else if (pattern(value)) return 'true';
    }
    return negated && unreadable ? 'undecided' : 'false';
  };
}

type ArnParts = readonly string[];

/** The six parts of an ARN; `undefined` where there are fewer. */
function splitArn(text: string): ArnParts | undefined {
  const parts = text.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** A matcher of the six parts; `undefined` where the pattern has fewer. */
function arnPattern(parts: readonly TemplatePart[]): ((value: ArnParts) => boolean) | undefined {
  const segments: GlobPart[][] = [[]];
  for (const part of parts) {
    if (part.kind === 'variable') continue;
    for (const [index, piece] of splitLimited(part.text, 6 - segments.length).entries()) {
      if (index > 0) segments.push([]);
      segments.at(-1)?.push(...(part.kind === 'written' ? globParts(piece) : [{ kind: 'text', text: piece } as const]));
    }
  }
  if (segments.length < 6) return undefined;
  const matchers: TextMatcher[] = segments.map(compileGlobParts);
  return (value) => matchers.every((matches, index) => matches(value[index] ?? ''));
}

/** Splits at the first `colons` colons. */
function splitLimited(text: string, colons: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let count = 0; count < colons; count++) {
    const colon = text.indexOf(':', from);
    if (colon < 0) break;
    pieces.push(text.slice(from, colon));
    from = colon + 1;
  }
  return [...pieces, text.slice(from)];
}
