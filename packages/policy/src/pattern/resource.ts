import { anyOne, compileAutomaton, foldCode, foldText } from './automaton.ts';
import type { Run } from './automaton.ts';
import { codePoints, globParts } from './glob.ts';
import type { GlobPart } from './glob.ts';
import { compileSegments } from './segments.ts';
import type { RestMatcher } from './segments.ts';
import { hasVariables, resolveParts, templateParts } from './variable.ts';
import type { KeySource, TemplatePart, VariablePart } from './variable.ts';

/** A request's resource, looked at once for all patterns, and no further than they ask. */
export class RequestResource {
  readonly text: string;
  #head = -1;
  #foldedHead: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Where the resource part begins: behind the fifth colon, or at the end where there are fewer. */
  get head(): number {
    if (this.#head < 0) this.#head = indexOfFifthColon(this.text) + 1 || this.text.length;
    return this.#head;
  }

  /** What stands before the resource part without letter case, as patterns compare it (R3.6). */
  get foldedHead(): string {
    return (this.#foldedHead ??= foldText(this.text.slice(0, this.head)));
  }

  /** The resource part. */
  get tail(): string {
    return this.text.slice(this.head);
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

/** A request as far as resource patterns see it; the keys are the values of variables. */
export interface ResourceView extends KeySource {
  readonly resource: RequestResource;
}

export type ResourceMatcher = (view: ResourceView) => boolean;

/** Compiles an entry of `Resource` or `NotResource` (R3.5–R3.10). */
export function compileResource(pattern: string, options: ResourceOptions): ResourceMatcher {
  if (pattern === '*') return () => true;
  const colons = pattern.split(':').length - 1;
  if (colons >= 5) return compileWhole(pattern, options);
  if (options.shortArn === 'complete-if-wildcard' && !/[*?]/.test(pattern)) return () => false;
  const completed = compileWhole(pattern + ':*'.repeat(5 - colons), options);
  if (options.shortArnReading === 'completed') return completed;
  const asWritten = compileWhole(pattern, options);
  return (view) => asWritten(view) || completed(view);
}

function compileWhole(pattern: string, options: ResourceOptions): ResourceMatcher {
  const head = indexOfFifthColon(pattern) + 1;
  // R5.2: variables have a meaning behind the fifth colon only.
  const tail: readonly TemplatePart[] = options.variables && head > 0 ? templateParts(pattern.slice(head)) : [{ kind: 'written', text: pattern.slice(head) }];
  const parts: readonly TemplatePart[] = [{ kind: 'written', text: pattern.slice(0, head) }, ...tail];
  if (!hasVariables(parts)) return compileParts(parts, options);
  return (view) => {
    const resolved = resolveParts(parts, view);
    return resolved !== undefined && compileParts(resolved, options)(view);
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

function compileParts(given: readonly TemplatePart[], options: ResourceOptions): ResourceMatcher {
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
  if (wild === codes.length && runs[wild] === 'across' && options.resourcePartColons === 'cross' && literal.isWellFormed()) return startsAlike;
  const simple = options.resourcePartColons === 'cross' ? restOf(parts, literal) : undefined;
  if (simple) return (view) => startsAlike(view) && simple(view.resource.text, literal.length);
  const matcher = compileAutomaton({ codes, runs }, { structuralHead: true, structuralTail: options.resourcePartColons === 'stop', foldHead: !sensitive });
  // R3.8: what has no resource type is matched by `*` alone.
  return (view) => startsAlike(view) && view.resource.text !== '*' && matcher(view.resource.text, view.resource.head);
}

/** A matcher of what follows the literal beginning of a pattern, where nothing behind it has parts of its own: where all
 * of the five colons stand in it. */
function restOf(parts: readonly Exclude<TemplatePart, VariablePart>[], literal: string): RestMatcher | undefined {
  if (indexOfFifthColon(literal) < 0 || !parts.every(({ text }) => text.isWellFormed())) return undefined;
  const globs = parts.flatMap((part): readonly GlobPart[] => (part.kind === 'written' ? globParts(part.text) : [{ kind: 'text', text: part.text }]));
  return compileSegments(globs.slice(globs.findIndex(({ kind }) => kind !== 'text')));
}

const asterisk = 0x2a;
const questionMark = 0x3f;
const colon = 0x3a;

/** How much of a literal compares without case depends on where the request's resource part begins: for a literal that has
 * five colons, where its own does, since colons have no case. */
function compileExact(literal: string, sensitive: boolean): ResourceMatcher {
  if (sensitive) return ({ resource }) => resource.text === literal;
  const startsAlike = compilePrefix(literal, false);
  return (view) => view.resource.text.length === literal.length && startsAlike(view);
}

/** Whether a resource begins with the literal. */
function compilePrefix(literal: string, sensitive: boolean): ResourceMatcher {
  if (sensitive) return ({ resource }) => resource.text.startsWith(literal);
  const head = indexOfFifthColon(literal) + 1;
  if (head === 0) return beginsInHead(literal);
  return literal.length - head > 2 ? beginsProbed(literal, head) : ({ resource }) => begins(resource.text, literal, head);
}

/** `startsWith` compares a character at a time where this compares memory. */
const beginsWith = (text: string, literal: string): boolean => text.lastIndexOf(literal, 0) === 0;

const begins = (text: string, literal: string, head: number): boolean => beginsWith(text, literal) || beginsFolded(text, literal, head);

/** The same where the letter case of the heads differs. */
const beginsFolded = (text: string, literal: string, head: number): boolean =>
  text.startsWith(literal.slice(head), head) && isSameFolded(text, literal, head);

/** Whether two texts begin alike but for letter case; most that differ are told apart by their service's name. */
function isSameFolded(a: string, b: string, length: number): boolean {
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one === other) continue;
    if (one >= 0x80 || other >= 0x80) return foldText(a.slice(0, length)) === foldText(b.slice(0, length));
    if (foldCode(one) !== foldCode(other)) return false;
  }
  return true;
}

/** Two characters of the end first: what differs stands behind what all resources of a service have in common. */
function beginsProbed(literal: string, head: number): ResourceMatcher {
  const last = literal.length - 1;
  const lastUnit = literal.charCodeAt(last);
  const thirdLastUnit = literal.charCodeAt(last - 2);
  return ({ resource: { text } }) => text.charCodeAt(last - 2) === thirdLastUnit && text.charCodeAt(last) === lastUnit && begins(text, literal, head);
}

/** A literal with fewer than five colons, which ends before the resource part of most requests. */
function beginsInHead(literal: string): ResourceMatcher {
  const folded = foldText(literal);
  return ({ resource }) => {
    if (resource.text.startsWith(literal)) return resource.text !== '*';
    const { text, head, foldedHead } = resource;
    if (head >= literal.length) return foldedHead.startsWith(folded);
    return foldedHead === folded.slice(0, head) && text.startsWith(literal.slice(head), head);
  };
}
