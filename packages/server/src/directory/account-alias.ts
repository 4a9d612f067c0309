import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';

export async function readAlias(db: Database, account: string): Promise<string | undefined> {
  const row = await db.selectFrom('account_aliases').select('alias').where('account_id', '=', account).executeTakeFirst();
  return row?.alias;
}

/** Unique over all accounts of the server; another one replaces the first (R21.48). */
export async function setAlias({ db, changed }: Writer, account: string, alias: string): Promise<void> {
  const holder = await db.selectFrom('account_aliases').select('account_id').where('alias', '=', alias).executeTakeFirst();
  if (holder) throw new ApiError('EntityAlreadyExists', `The account alias ${alias} already exists.`);
  await db.deleteFrom('account_aliases').where('account_id', '=', account).execute();
  await db.insertInto('account_aliases').values({ alias, account_id: account }).execute();
  changed('account', account);
}

export async function deleteAlias({ db, changed }: Writer, account: string, alias: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('account_aliases').where('account_id', '=', account).where('alias', '=', alias).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new ApiError('NoSuchEntity', `The account alias ${alias} cannot be found.`);
  changed('account', account);
}
