import { anyOne, compileAutomaton, foldText } from './automaton.ts';
import type { Run } from './automaton.ts';
import { codePoints } from './glob.ts';
import { hasVariables, resolveParts, templateParts } from './variable.ts';
import type { KeySource, TemplatePart } from './variable.ts';

/** A request's resource, looked at once for all patterns. */
export class RequestResource {
  readonly text: string;
  /** Where the resource part begins: behind the fifth colon, or at the end where there are fewer. */
  readonly head: number;
  #foldedHead: string | undefined;
  #tail: string | undefined;

  constructor(text: string) {
    this.text = text;
    this.head = indexOfFifthColon(text) + 1 || text.length;
  }

  /** What stands before the resource part in lower case, as patterns compare it (R3.6). */
  get foldedHead(): string {
    return (this.#foldedHead ??= foldText(this.text.slice(0, this.head)));
  }

  /** The resource part. */
  get tail(): string {
    return (this.#tail ??= this.text.slice(this.head));
  }
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

/** Matches a request's resource; `source` gives the values of variables. */
export type ResourceMatcher = (resource: RequestResource, source: KeySource) => boolean;

/** Compiles an entry of `Resource` or `NotResource` (R3.5–R3.10). */
export function compileResource(pattern: string, options: ResourceOptions): ResourceMatcher {
  if (pattern === '*') return () => true;
  const matcher = compileArnPattern(pattern, options);
  // R3.8: what has no resource type is matched by `*` alone.
  return (resource, source) => resource.text !== '*' && matcher(resource, source);
}

function compileArnPattern(pattern: string, options: ResourceOptions): ResourceMatcher {
  const colons = pattern.split(':').length - 1;
  if (colons >= 5) return compileWhole(pattern, options);
  if (options.shortArn === 'complete-if-wildcard' && !/[*?]/.test(pattern)) return () => false;
  const completed = compileWhole(pattern + ':*'.repeat(5 - colons), options);
  if (options.shortArnReading === 'completed') return completed;
  const asWritten = compileWhole(pattern, options);
  return (resource, source) => asWritten(resource, source) || completed(resource, source);
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
  return (resource, source) => {
    const resolved = resolveParts(parts, source);
    return resolved !== undefined && compileParts(resolved, options)(resource);
  };
}

/** -1 where there are fewer. */
export function indexOfFifthColon(pattern: string): number {
  let at = -1;
  for (let count = 0; count < 5; count++) {
    at = pattern.indexOf(':', at + 1);
    if (at < 0) return -1;
  }
  return at;
}

type ArnMatcher = (resource: RequestResource) => boolean;

function compileParts(given: readonly TemplatePart[], options: ResourceOptions): ArnMatcher {
  const parts = given.filter((part) => part.kind !== 'variable');
  const codes: number[] = [];
  const runs: Run[] = ['none'];
  for (const [index, part] of parts.entries()) {
    const characters = codePoints(part.text);
    for (const [at, code] of characters.entries()) {
      if (part.kind === 'written' && code === asterisk) {
        // R3.5b: a star before a colon or at the end of the pattern reaches beyond its part.
        const isFinal = at + 1 < characters.length ? characters[at + 1] === colon : index === parts.length - 1;
        if (isFinal && options.segmentFinalStar === 'cross') runs[codes.length] = 'across';
        else if (runs[codes.length] === 'none') runs[codes.length] = 'within';
      } else {
        runs[codes.push(part.kind === 'written' && code === questionMark ? anyOne : code)] = 'none';
      }
    }
  }
  const sensitive = options.arnHeadCase === 'sensitive';
  const wild = runs.findIndex((run, at) => run !== 'none' || codes[at] === anyOne);
  const literal = codes.slice(0, wild < 0 ? codes.length : wild).map((code) => String.fromCodePoint(code)).join('');
  if (wild < 0) return compileExact(literal, sensitive);
  const startsAlike = compilePrefix(literal, sensitive);
  if (wild === codes.length && runs[wild] === 'across' && options.resourcePartColons === 'cross') return startsAlike;
  const matcher = compileAutomaton({ codes, runs }, { structuralHead: true, structuralTail: options.resourcePartColons === 'stop', foldHead: !sensitive });
  return (resource) => startsAlike(resource) && matcher(resource.text, resource.head);
}

const asterisk = 0x2a;
const questionMark = 0x3f;
const colon = 0x3a;

function compileExact(literal: string, sensitive: boolean): ArnMatcher {
  if (sensitive) return ({ text }) => text === literal;
  const startsAlike = compilePrefix(literal, false);
  return (resource) => resource.text.length === literal.length && startsAlike(resource);
}

/** Whether a resource begins with the literal. How much of it compares without case depends on the request, whose resource
 * part most often begins where that of the pattern does. */
function compilePrefix(literal: string, sensitive: boolean): ArnMatcher {
  if (sensitive) return ({ text }) => text.startsWith(literal);
  const usualHead = indexOfFifthColon(literal) + 1;
  const tail = literal.slice(usualHead);
  const foldedHead = foldText(literal.slice(0, usualHead));
  const folded = foldText(literal);
  return (resource) => {
    const { text, head } = resource;
    if (usualHead > 0 && head === usualHead) return text.startsWith(tail, head) && (text.startsWith(literal) || resource.foldedHead === foldedHead);
    if (head >= literal.length) return resource.foldedHead.startsWith(folded);
    return resource.foldedHead === folded.slice(0, head) && text.startsWith(literal.slice(head), head);
  };
}
