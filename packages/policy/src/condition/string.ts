import { compileGlobParts, globParts } from '../pattern/glob.ts';
import type { TextMatcher } from '../pattern/glob.ts';
import { hasVariables, resolveParts, templateParts } from '../pattern/variable.ts';
import type { KeySource, TemplatePart } from '../pattern/variable.ts';
import type { Comparison } from './comparison.ts';

/** Whether one policy value matches a request value. */
type Match = (value: string, source: KeySource) => boolean;

const any =
  (matches: readonly Match[]): Comparison =>
  (value, source) =>
    matches.some((match) => match(value, source)) ? 'true' : 'false';

const partsOf = (text: string, variables: boolean): readonly TemplatePart[] => (variables ? templateParts(text) : [{ kind: 'written', text }]);

const joined = (parts: readonly TemplatePart[]): string => parts.map((part) => (part.kind === 'variable' ? '' : part.text)).join('');

/** `StringEquals` and, folding case, `StringEqualsIgnoreCase`. An unresolvable variable equals nothing (R5.4). */
export function compareStrings(texts: readonly string[], variables: boolean, ignoreCase: boolean): Comparison {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const fixed = new Set<string>();
  const matches: Match[] = [];
  for (const text of texts) {
    const parts = partsOf(text, variables);
    if (!hasVariables(parts)) {
      fixed.add(fold(joined(parts)));
      continue;
    }
    matches.push((value, source) => {
      const resolved = resolveParts(parts, source);
      return resolved !== undefined && fold(joined(resolved)) === fold(value);
    });
  }
  const [only] = fixed;
  if (matches.length > 0) return (value, source) => (fixed.has(fold(value)) ? 'true' : any(matches)(value, source));
  if (only !== undefined && fixed.size === 1) return ignoreCase ? equalFolded(only) : equal(only);
  return ignoreCase ? amongFolded(fixed) : among(fixed);
}

// Functions of their own, so that what a comparison keeps is what it needs.
const equal =
  (wanted: string): Comparison =>
  (value) =>
    value === wanted ? 'true' : 'false';

const equalFolded =
  (wanted: string): Comparison =>
  (value) =>
    value.toLowerCase() === wanted ? 'true' : 'false';

const among =
  (wanted: ReadonlySet<string>): Comparison =>
  (value) =>
    wanted.has(value) ? 'true' : 'false';

const amongFolded =
  (wanted: ReadonlySet<string>): Comparison =>
  (value) =>
    wanted.has(value.toLowerCase()) ? 'true' : 'false';

/** `StringLike`: wildcards as written, values of variables literal (R5.7). */
export function compareLike(texts: readonly string[], variables: boolean): Comparison {
  return any(
    texts.map((text) => {
      const parts = partsOf(text, variables);
      if (!hasVariables(parts)) {
        const matcher = globOf(parts);
        return (value) => matcher(value);
      }
      return (value, source) => {
        const resolved = resolveParts(parts, source);
        return resolved !== undefined && globOf(resolved)(value);
      };
    }),
  );
}

function globOf(parts: readonly TemplatePart[]): TextMatcher {
  return compileGlobParts(parts.flatMap((part) => (part.kind === 'written' ? globParts(part.text) : part.kind === 'literal' ? [{ kind: 'text', text: part.text } as const] : [])));
}
