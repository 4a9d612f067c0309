import { sql } from 'kysely';
import type { Expression, SqlBool } from 'kysely';
import { entityId } from './identifier.ts';
import type { EntityPrefix, RandomBytes } from './identifier.ts';

/** What users, groups, roles, instance profiles and policies have in common as rows. */
export interface NamedRow {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
}

/** The form in which names are unique (R14.4). */
export const nameKey = (name: string): string => name.toLowerCase();

export function newNamedRow(prefix: EntityPrefix, account: string, name: string, path: string | undefined, now: Date, random: RandomBytes): NamedRow {
  return { id: entityId(prefix, random), account_id: account, name, name_key: nameKey(name), path: path ?? '/', created_at: wholeSeconds(now) };
}

/** Times are shown in whole seconds, and so they are kept. */
export const wholeSeconds = (now: Date): number => Math.floor(now.getTime() / 1000) * 1000;

/** Inserts a row whose name must be free in its account.
 * @param taken the error where it is not */
export async function insertNamed(insert: { execute(): Promise<unknown> }, taken: () => Error): Promise<void> {
  try {
    await insert.execute();
  } catch (error) {
    throw isNameTaken(error) ? taken() : error;
  }
}

/** SQLite's word for a unique constraint on the name; everything else goes on as it is. */
const isNameTaken = (error: unknown): boolean => error instanceof Error && /UNIQUE constraint failed: \w+\.account_id, \w+\.name_key/.test(error.message);

/** The condition that a path begins with a prefix, which is a plain string (R14.3). */
export const hasPathPrefix = (prefix: string): Expression<SqlBool> => sql<SqlBool>`substr(path, 1, ${prefix.length}) = ${prefix}`;
