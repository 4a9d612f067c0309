import type { TagRow } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import type { Tag } from './facts.ts';

/** How many ids one query names: SQLite and its relatives limit the parameters of a statement. */
const idsPerQuery = 500;

/** Reads the facts of the entities with the given ids, or of all; an id that is no more is not among the answers. */
export type Loader<T> = (db: Database, ids: readonly string[] | undefined) => Promise<readonly T[]>;

/** Runs a query for all, or for the ids a bounded number at a time. */
export async function inParts<T>(ids: readonly string[] | undefined, query: (ids: readonly string[] | undefined) => Promise<readonly T[]>): Promise<readonly T[]> {
  if (ids === undefined || ids.length <= idsPerQuery) return query(ids);
  const parts: T[] = [];
  for (let from = 0; from < ids.length; from += idsPerQuery) parts.push(...(await query(ids.slice(from, from + idsPerQuery))));
  return parts;
}

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

export const none: readonly never[] = [];

export async function tagsOf(db: Database, ids: readonly string[] | undefined): Promise<(id: string) => readonly Tag[]> {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('tags').selectAll().orderBy('entity_id').orderBy('position');
    return (part ? query.where('entity_id', 'in', part) : query).execute();
  });
  const byEntity = groupBy<TagRow>(rows, (row) => row.entity_id);
  return (id) => byEntity.get(id)?.map(({ key, value }) => ({ key, value })) ?? none;
}
