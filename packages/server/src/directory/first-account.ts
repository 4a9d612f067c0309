import type { Vault } from '../secret/vault.ts';
import { StoreError } from '../store/store.ts';
import type { Database, Store } from '../store/store.ts';
import { insertAccount } from './account.ts';
import type { RandomBytes } from './identifier.ts';
import { ensureRootKey, readRootKey } from './root-key.ts';
import type { FoundRootKey, RootKey } from './root-key.ts';

export interface FirstAccount {
  readonly account: string;
  readonly rootKey: FoundRootKey;
  /** Reads the key with its secret. */
  keyOf(db: Database): Promise<RootKey>;
}

export interface FirstAccountOptions {
  readonly account: string | undefined;
  readonly rootKey: RootKey | undefined;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly now: Date;
}

const defaultAccount = '123456789012';
const setting = 'first-account';
/** A known text sealed under the master key of the first start: it opens under no other. */
const keyCheck = 'master-key-check';

/** Makes the first account and its root key where the store is new; else finds them. A key that is given is added where
 * it is not there. */
export async function ensureFirstAccount(store: Store, { account, rootKey, vault, random, now }: FirstAccountOptions): Promise<FirstAccount> {
  const stored = await store.reader.selectFrom('settings').select('value').where('name', '=', setting).executeTakeFirst();
  if (stored && account !== undefined && account !== stored.value) {
    throw new StoreError('store-unusable', `the data folder belongs to account ${stored.value}, not ${account}: leave out --account, or name another folder with --data`);
  }
  await checkMasterKey(store, vault, stored !== undefined);
  const id = stored?.value ?? account ?? defaultAccount;
  const key = await store.write(async (writer): Promise<FoundRootKey> => {
    if (!stored) {
      const sealed = Buffer.from(vault.seal(keyCheck, keyCheck, Buffer.from(keyCheck))).toString('base64');
      await writer.db.insertInto('settings').values([{ name: setting, value: id }, { name: keyCheck, value: sealed }]).execute();
      await insertAccount(writer, { id, name: 'Assent', email: `root@${id}.example`, now });
    }
    return ensureRootKey(writer, id, { rootKey, vault, random, now });
  });
  return { account: id, rootKey: key, keyOf: (db) => readRootKey(db, id, key.id, vault) };
}

/** Data under another master key would fail one call after the other: it is refused at the start. */
async function checkMasterKey(store: Store, vault: Vault, used: boolean): Promise<void> {
  if (!used) return;
  const row = await store.reader.selectFrom('settings').select('value').where('name', '=', keyCheck).executeTakeFirst();
  if (row && vault.open(keyCheck, keyCheck, Buffer.from(row.value, 'base64'))?.toString() === keyCheck) return;
  throw new StoreError('store-unusable', 'the data was written under another master key: set ASSENT_MASTER_KEY to that one, or put its file `master.key` back');
}
