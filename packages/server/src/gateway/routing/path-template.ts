import { percentEncode } from '../../wire/percent-encoding.ts';
import { decodePath } from './percent-decoding.ts';
import { ambiguous } from './unroutable.ts';

export interface PathTemplate {
  readonly segments: readonly Segment[];
  /** Whether it has a segment of its own: one that a path may have in another spelling. */
  readonly hasLiteral: boolean;
  /** Parameters that the query must have: with this value, or, where it is empty, with none. */
  readonly literals: ReadonlyMap<string, string>;
}

interface Segment {
  readonly kind: 'literal' | 'label' | 'greedy';
  /** The literal text, or the label's name. */
  readonly text: string;
}

/** @param text `/2015-03-31/functions/{FunctionName}/policy`, `/{Bucket}/{Key+}?tagging` */
export function parseTemplate(text: string): PathTemplate {
  const [path = '', query = ''] = text.split('?');
  const segments = splitPath(path).map((segment): Segment => {
    if (!segment.startsWith('{')) return { kind: 'literal', text: segment };
    const greedy = segment.endsWith('+}');
    return { kind: greedy ? 'greedy' : 'label', text: segment.slice(1, greedy ? -2 : -1) };
  });
  const literals = query.split('&').filter((part) => part !== '').map((part): [string, string] => {
    const equals = part.indexOf('=');
    return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
  });
  return { segments, hasLiteral: segments.some(({ kind }) => kind === 'literal'), literals: new Map(literals) };
}

/** Segments of a path that begins with a slash; one slash at the end is no segment. */
export function splitPath(path: string): readonly string[] {
  const inner = path.slice(1);
  if (inner === '') return [];
  return (inner.endsWith('/') ? inner.slice(0, -1) : inner).split('/');
}

/** Labels of a path that has the form of a template, percent-decoded. A greedy label takes what the segments behind it leave. */
export function matchPath({ segments }: PathTemplate, path: readonly string[]): ReadonlyMap<string, string> | undefined {
  const greedy = segments.findIndex(({ kind }) => kind === 'greedy');
  if (greedy < 0 ? path.length !== segments.length : path.length < segments.length) return undefined;
  const extra = path.length - segments.length;
  const labels = new Map<string, string>();
  for (const [index, { kind, text }] of segments.entries()) {
    const from = greedy >= 0 && index > greedy ? index + extra : index;
    const given = path.slice(from, from + 1 + (kind === 'greedy' ? extra : 0));
    if (kind === 'literal') {
      const [segment = ''] = given;
      if (segment === text || segment === percentEncode(text)) continue;
      // Who does not decode takes it for a label.
      if (segment.includes('%') && decodePath(segment) === text) throw ambiguous(`the path has \`${text}\` in another spelling`);
      return undefined;
    } else {
      const value = decodePath(given.join('/'));
      if (value === '') return undefined;
      labels.set(text, value);
    }
  }
  return labels;
}

const ranks = { literal: 2, label: 1, greedy: 0 } as const;

/** Below zero where `a` is the more specific of two templates that match one path: the first segment in which they differ
 * decides, a literal before a label before a greedy one. */
export function compareTemplates(a: PathTemplate, b: PathTemplate): number {
  for (let index = 0; index < Math.max(a.segments.length, b.segments.length); index++) {
    const [left, right] = [a.segments[index], b.segments[index]];
    const difference = (right ? ranks[right.kind] : -1) - (left ? ranks[left.kind] : -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
