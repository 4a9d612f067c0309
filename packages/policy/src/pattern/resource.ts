import { codePoints } from './glob.ts';
import { hasVariables, resolveParts, templateParts } from './variable.ts';
import type { Resolve, TemplatePart } from './variable.ts';

/** A request's resource, looked at once for all patterns. */
export interface RequestResource {
  readonly text: string;
  /** The text with the characters before the fifth colon in lower case, as patterns compare them (R3.6). */
  readonly folded: string;
  /** Where the resource part begins: behind the fifth colon, or at the end where there are fewer. */
  readonly head: number;
}

export function requestResource(text: string): RequestResource {
  let head = -1;
  for (let count = 0; count < 5; count++) {
    head = text.indexOf(':', head + 1);
    if (head < 0) return { text, folded: text.toLowerCase(), head: text.length };
  }
  head += 1;
  return { text, folded: text.slice(0, head).toLowerCase() + text.slice(head), head };
}

/** How an ARN with fewer than six parts is read (R3.10). */
export type ShortArn = 'complete' | 'complete-if-wildcard';

export interface ResourceOptions {
  readonly variables: boolean;
  readonly shortArn: ShortArn;
  /** D70: whether a `*` at the end of a part reaches beyond the colon. */
  readonly segmentFinalStar: 'cross' | 'stop';
  /** D49: whether wildcards match colons inside the resource part. */
  readonly resourcePartColons: 'cross' | 'stop';
  /** D18 */
  readonly shortArnReading: 'either' | 'completed';
  /** D15 */
  readonly arnHeadCase: 'insensitive' | 'sensitive';
}

/** Matches a request's resource; `resolve` gives the values of variables. */
export type ResourceMatcher = (resource: RequestResource, resolve: Resolve) => boolean;

/** Compiles an entry of `Resource` or `NotResource` (R3.5–R3.10). */
export function compileResource(pattern: string, options: ResourceOptions): ResourceMatcher {
  if (pattern === '*') return () => true;
  const matcher = compileArnPattern(pattern, options);
  // R3.8: what has no resource type is matched by `*` alone.
  return (resource, resolve) => resource.text !== '*' && matcher(resource, resolve);
}

function compileArnPattern(pattern: string, options: ResourceOptions): ResourceMatcher {
  const colons = pattern.split(':').length - 1;
  if (colons >= 5) return compileWhole(pattern, options);
  if (options.shortArn === 'complete-if-wildcard' && !/[*?]/.test(pattern)) return () => false;
  const completed = compileWhole(pattern + ':*'.repeat(5 - colons), options);
  if (options.shortArnReading === 'completed') return completed;
  const asWritten = compileWhole(pattern, options);
  return (resource, resolve) => asWritten(resource, resolve) || completed(resource, resolve);
}

function compileWhole(pattern: string, options: ResourceOptions): ResourceMatcher {
  const head = indexOfFifthColon(pattern) + 1;
  // R5.2: variables have a meaning behind the fifth colon only.
  const tail: readonly TemplatePart[] = options.variables && head > 0 ? templateParts(pattern.slice(head)) : [{ kind: 'written', text: pattern.slice(head) }];
  const parts: readonly TemplatePart[] = [{ kind: 'written', text: pattern.slice(0, head) }, ...tail];
  if (!hasVariables(parts)) {
    const matcher = compileParts(parts, options);
    return (resource) => matcher(resource);
  }
  return (resource, resolve) => {
    const resolved = resolveParts(parts, resolve);
    return resolved !== undefined && compileParts(resolved, options)(resource);
  };
}

function indexOfFifthColon(pattern: string): number {
  let at = -1;
  for (let count = 0; count < 5; count++) {
    at = pattern.indexOf(':', at + 1);
    if (at < 0) return -1;
  }
  return at;
}

type ArnMatcher = (resource: RequestResource) => boolean;

/** Codes of what is not a character: a star that crosses colons, one that does not, and the one-character wildcard. */
const finalStar = -1;
const innerStar = -2;
const anyOne = -3;

function compileParts(parts: readonly TemplatePart[], options: ResourceOptions): ArnMatcher {
  const codes: number[] = [];
  const written = parts.filter((part) => part.kind !== 'variable');
  for (const [index, part] of written.entries()) {
    if (part.kind === 'literal') {
      codes.push(...codePoints(part.text));
      continue;
    }
    const characters = codePoints(part.text);
    const isLast = index === written.length - 1;
    for (const [at, code] of characters.entries()) {
      if (code === 0x2a) {
        const next = at + 1 < characters.length ? characters[at + 1] : isLast ? 0x3a : undefined;
        codes.push(next === 0x3a && options.segmentFinalStar === 'cross' ? finalStar : innerStar);
      } else {
        codes.push(code === 0x3f ? anyOne : code);
      }
    }
  }
  const sensitive = options.arnHeadCase === 'sensitive';
  const first = codes.findIndex((code) => code < 0);
  if (first < 0) return compileExact(codes, sensitive);
  if (first === codes.length - 1 && codes[first] === finalStar && options.resourcePartColons === 'cross') return compilePrefix(codes.slice(0, first), sensitive);
  return compileGeneral(codes, sensitive, options.resourcePartColons === 'stop');
}

/** The literal in both foldings: the request decides by position which of its characters compare without case, so that a
 * literal has to be folded up to where the request's resource part begins. */
function compileExact(codes: readonly number[], sensitive: boolean): ArnMatcher {
  const literal = String.fromCodePoint(...codes);
  if (sensitive) return ({ text }) => text === literal;
  return ({ text, folded, head }) => text === literal || (text.length === literal.length && folded === literal.slice(0, head).toLowerCase() + literal.slice(head));
}

function compilePrefix(codes: readonly number[], sensitive: boolean): ArnMatcher {
  const literal = String.fromCodePoint(...codes);
  if (sensitive) return ({ text }) => text.startsWith(literal);
  return ({ text, folded, head }) => text.startsWith(literal) || folded.startsWith(literal.slice(0, head).toLowerCase() + literal.slice(head));
}

/** Follows all positions of the pattern at once over the request: pattern times request at the most. */
function compileGeneral(codes: readonly number[], sensitive: boolean, stopInResource: boolean): ArnMatcher {
  const folded = codes.map((code) => (code < 0 ? code : foldCode(code)));
  const size = codes.length;
  return ({ text, head }) => {
    let states = new Uint8Array(size + 1);
    let next = new Uint8Array(size + 1);
    states[0] = 1;
    skipStars(states, codes);
    for (let at = 0; at < text.length; ) {
      const code = text.codePointAt(at) ?? 0;
      const inHead = at < head;
      const structural = code === 0x3a && (inHead || stopInResource);
      const wanted = inHead && !sensitive ? folded : codes;
      const seen = inHead && !sensitive ? foldCode(code) : code;
      let alive = false;
      next.fill(0);
      for (let state = 0; state < size; state++) {
        if (states[state] === 0) continue;
        const want = wanted[state] as number;
        if (want === finalStar || (want === innerStar && !structural)) {
          next[state] = 1;
          alive = true;
        } else if (want === seen || (want === anyOne && !structural)) {
          next[state + 1] = 1;
          alive = true;
        }
      }
      if (!alive) return false;
      skipStars(next, codes);
      [states, next] = [next, states];
      at += code > 0xffff ? 2 : 1;
    }
    return states[size] === 1;
  };
}

/** Stars match nothing, too. */
function skipStars(states: Uint8Array, codes: readonly number[]): void {
  for (let state = 0; state < codes.length; state++) {
    const code = codes[state] as number;
    if (states[state] === 1 && (code === finalStar || code === innerStar)) states[state + 1] = 1;
  }
}

function foldCode(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  const lower = String.fromCodePoint(code).toLowerCase();
  return [...lower].length === 1 ? (lower.codePointAt(0) ?? code) : code;
}
