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

/** The condition that a path begins with a prefix, which is a plain string (R14.3). */
export const hasPathPrefix = (prefix: string): Expression<SqlBool> => sql<SqlBool>`substr(path, 1, ${prefix.length}) = ${prefix}`;
