import type { AccountRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { accountId } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';

export async function insertAccount({ db, changed }: Writer, { id, name, email, now }: { readonly id: string; readonly name: string; readonly email: string; readonly now: Date }): Promise<AccountRow> {
  const row: AccountRow = { id, name, email, created_at: wholeSeconds(now), closed_at: null, token_version: 1 };
  await db.insertInto('accounts').values(row).execute();
  changed('account', id);
  return row;
}

/** An account id that no account of the server has. */
export async function freeAccountId(db: Database, random: RandomBytes): Promise<string> {
  for (;;) {
    const id = accountId(random);
    const taken = await db.selectFrom('accounts').select('id').where('id', '=', id).executeTakeFirst();
    if (!taken) return id;
  }
}

/** The version of the tokens that the global endpoint issues (R21.49). */
export async function setTokenVersion({ db }: Writer, account: string, version: 1 | 2): Promise<void> {
  await db.updateTable('accounts').set({ token_version: version }).where('id', '=', account).execute();
}
