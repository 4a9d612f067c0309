import type { GlobPart } from './glob.ts';

/** Tells whether a text matches from a place on, up to its end. */
export type RestMatcher = (text: string, from: number) => boolean;

/** What stands between two stars. */
type Segment = readonly Exclude<GlobPart, { readonly kind: 'star' }>[];

/** Compiles a pattern whose stars match whatever there is. Each segment is looked for behind the one before, and the first
 * place where it stands is as good as any: nothing is tried twice, and it takes at most pattern times text steps.
 * @param parts well-formed texts: a pattern with half a surrogate pair is compared by code points elsewhere */
export function compileSegments(parts: readonly GlobPart[]): RestMatcher {
  const [first = [], ...rest] = segmentsOf(parts);
  const last = rest.pop();
  if (last === undefined) return (text, from) => endOf(first, text, from) === text.length;
  return (text, from) => {
    let at = endOf(first, text, from);
    for (let index = 0; index < rest.length && at >= 0; index++) at = findEnd(rest[index] as Segment, text, at);
    return at >= 0 && startOf(last, text) >= at;
  };
}

function segmentsOf(parts: readonly GlobPart[]): readonly Segment[] {
  const segments: Exclude<GlobPart, { readonly kind: 'star' }>[][] = [[]];
  for (const part of parts) {
    if (part.kind === 'star') segments.push([]);
    else segments.at(-1)?.push(part);
  }
  return segments;
}

/** Where a segment that stands at a place ends; -1 where it does not stand there. */
function endOf(segment: Segment, text: string, from: number): number {
  let at = from;
  for (const part of segment) {
    if (part.kind === 'text') {
      if (!text.startsWith(part.text, at)) return -1;
      at += part.text.length;
    } else {
      if (at >= text.length) return -1;
      at += widthAt(text, at);
    }
  }
  return at;
}

/** Where a segment begins that stands at the end of a text; -1 where it does not. */
function startOf(segment: Segment, text: string): number {
  let at = text.length;
  for (let index = segment.length - 1; index >= 0; index--) {
    const part = segment[index] as Segment[number];
    if (part.kind === 'text') {
      if (!text.endsWith(part.text, at)) return -1;
      at -= part.text.length;
    } else {
      if (at <= 0) return -1;
      at -= at >= 2 && widthAt(text, at - 2) === 2 ? 2 : 1;
    }
  }
  return at;
}

/** Where a segment ends at the first place from `from` on where it stands; -1 where there is none. */
function findEnd(segment: Segment, text: string, from: number): number {
  const [only] = segment;
  if (only === undefined) return from;
  if (segment.length === 1 && only.kind === 'text') {
    const found = text.indexOf(only.text, from);
    return found < 0 ? -1 : found + only.text.length;
  }
  for (let at = from; at < text.length; at += widthAt(text, at)) {
    const end = endOf(segment, text, at);
    if (end >= 0) return end;
  }
  return -1;
}

/** How many code units the character at a place takes. */
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) as number) > 0xffff ? 2 : 1);
