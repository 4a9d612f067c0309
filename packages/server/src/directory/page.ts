import { validation } from './fault.ts';

/** Where a page begins: behind the entity with this name key and id (R20.18). */
export interface PageStart {
  readonly key: string;
  readonly id: string;
}

/** The part of a list that an answer carries (R20.16). */
export interface Page<T> {
  readonly items: readonly T[];
  readonly marker: string | undefined;
}

const defaultItems = 100;

export interface PageRequest {
  readonly limit: number;
  readonly after: PageStart | undefined;
}

/** Reads `MaxItems` and `Marker`. A marker is opaque to clients; one that this server did not write is refused. */
export function pageRequest({ MaxItems, Marker }: { readonly MaxItems?: number | undefined; readonly Marker?: string | undefined }): PageRequest {
  return { limit: MaxItems ?? defaultItems, after: Marker === undefined || Marker === '' ? undefined : readMarker(Marker) };
}

function readMarker(marker: string): PageStart {
  if (/^[A-Za-z0-9_-]+$/.test(marker)) {
    const [tag, key, id, ...rest] = Buffer.from(marker, 'base64url').toString('utf8').split('\n');
    if (tag === 'm1' && key !== undefined && id !== undefined && rest.length === 0) return { key, id };
  }
  throw validation('Invalid Marker.');
}

const writeMarker = ({ key, id }: PageStart): string => Buffer.from(`m1\n${key}\n${id}`).toString('base64url');

/** Cuts a page from rows that were asked for with one more than the limit. */
export function pageOf<T>(rows: readonly T[], { limit }: PageRequest, startOf: (row: T) => PageStart): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, marker: rows.length > limit && last !== undefined ? writeMarker(startOf(last)) : undefined };
}

/** Cuts a page from a whole list that is sorted by `startOf`. */
export function pageOfAll<T>(all: readonly T[], request: PageRequest, startOf: (row: T) => PageStart): Page<T> {
  const { after } = request;
  const rest = after ? all.filter((row) => isBehind(startOf(row), after)) : all;
  return pageOf(rest.slice(0, request.limit + 1), request, startOf);
}

const isBehind = (start: PageStart, after: PageStart): boolean => start.key > after.key || (start.key === after.key && start.id > after.id);

/** `IsTruncated` and `Marker` of an answer. */
export const pageEnd = ({ marker }: Page<unknown>): { readonly IsTruncated: boolean; readonly Marker: string | undefined } => ({ IsTruncated: marker !== undefined, Marker: marker });
