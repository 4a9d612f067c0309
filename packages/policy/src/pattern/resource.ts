import { anyOne, compileAutomaton, foldText } from './automaton.ts';
import type { Run } from './automaton.ts';
import { codePoints } from './glob.ts';
import { hasVariables, resolveParts, templateParts } from './variable.ts';
import type { KeySource, TemplatePart } from './variable.ts';

/** A request's resource, looked at once for all patterns, and no further than they ask. */
export class RequestResource {
  readonly text: string;
  #head = -1;
  #foldedHead: string | undefined;
  #lastHead: string | undefined;
  #lastBegan = false;

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

  /** Whether it begins with a text without letter case that ends where the resource part of a pattern begins. */
  beginsFolded(head: string): boolean {
    if (head === this.#lastHead) return this.#lastBegan;
    this.#lastHead = head;
    return (this.#lastBegan = this.foldedHead === head);
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
  if (wild === codes.length && runs[wild] === 'across' && options.resourcePartColons === 'cross') return startsAlike;
  const matcher = compileAutomaton({ codes, runs }, { structuralHead: true, structuralTail: options.resourcePartColons === 'stop', foldHead: !sensitive });
  // R3.8: what has no resource type is matched by `*` alone.
  return (view) => startsAlike(view) && view.resource.text !== '*' && matcher(view.resource.text, view.resource.head);
}

const asterisk = 0x2a;
const questionMark = 0x3f;
const colon = 0x3a;

function compileExact(literal: string, sensitive: boolean): ResourceMatcher {
  if (sensitive) return ({ resource }) => resource.text === literal;
  const startsAlike = compilePrefix(literal, false);
  return (view) => view.resource.text.length === literal.length && startsAlike(view);
}

/** Whether a resource begins with the literal. How much of it compares without case depends on where the request's
 * resource part begins: for a literal that has five colons, where its own does, since colons have no case. */
function compilePrefix(literal: string, sensitive: boolean): ResourceMatcher {
  if (sensitive) return ({ resource }) => resource.text.startsWith(literal);
  const folded = foldText(literal);
  const head = indexOfFifthColon(literal) + 1;
  if (head > 0) {
    const foldedHead = sharedHead(folded.slice(0, head));
    const units = Uint16Array.from({ length: literal.length }, (_, at) => literal.charCodeAt(at));
    return ({ resource }) => {
      const { text } = resource;
      // Backwards: what differs stands behind what all resources of a service have in common.
      let at = units.length - 1;
      while (at >= head && text.charCodeAt(at) === units[at]) at--;
      return at < head && resource.beginsFolded(foldedHead);
    };
  }
  return ({ resource }) => {
    if (resource.text.startsWith(literal)) return resource.text !== '*';
    const { text, head: begins, foldedHead } = resource;
    if (begins >= literal.length) return foldedHead.startsWith(folded);
    return foldedHead === folded.slice(0, begins) && text.startsWith(literal.slice(begins), begins);
  };
}

/** The same string for the same head, so that a request compares it once with all the patterns that have it. */
const heads = new Map<string, string>();
const headsKept = 4096;

function sharedHead(head: string): string {
  const kept = heads.get(head);
  if (kept !== undefined) return kept;
  if (heads.size >= headsKept) heads.clear();
  heads.set(head, head);
  return head;
}
