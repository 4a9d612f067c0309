import type { Vault } from '../secret/vault.ts';
import { StoreError } from '../store/store.ts';
import type { Database, Store } from '../store/store.ts';
import { accessKeyPurpose, insertAccessKey, listAccessKeys } from './access-key.ts';
import { insertAccount } from './account.ts';
import type { RandomBytes } from './identifier.ts';

/** An access key of the account root. */
export interface RootKey {
  readonly id: string;
  readonly secret: string;
}

export interface FirstAccount {
  readonly account: string;
  /** The secret only where it was made or given now. */
  readonly rootKey: { readonly id: string; readonly secret: string | undefined };
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
  const owner = { account: id, user: undefined };
  const key = await store.write(async (writer): Promise<{ id: string; secret: string | undefined }> => {
    if (!stored) {
      const sealed = Buffer.from(vault.seal(keyCheck, keyCheck, Buffer.from(keyCheck))).toString('base64');
      await writer.db.insertInto('settings').values([{ name: setting, value: id }, { name: keyCheck, value: sealed }]).execute();
      await insertAccount(writer, { id, name: 'Assent', email: `root@${id}.example`, now });
    }
    const keys = await listAccessKeys(writer.db, owner);
    const held = rootKey ? keys.find((row) => row.id === rootKey.id) : keys.find(({ status }) => status === 'Active');
    if (held && rootKey === undefined) return { id: held.id, secret: undefined };
    if (held && rootKey) {
      const sealed = vault.seal(accessKeyPurpose, held.id, Buffer.from(rootKey.secret));
      await writer.db.updateTable('access_keys').set({ sealed_secret: sealed, status: 'Active' }).where('id', '=', held.id).execute();
      writer.changed('accessKey', held.id);
      return rootKey;
    }
    const { row, secret } = await insertAccessKey(writer, owner, { vault, random, now, ...(rootKey ? { given: rootKey } : {}) });
    return { id: row.id, secret };
  });
  return {
    account: id,
    rootKey: key,
    async keyOf(db) {
      const row = (await listAccessKeys(db, owner)).find((each) => each.id === key.id);
      const secret = row && vault.open(accessKeyPurpose, row.id, row.sealed_secret)?.toString('utf8');
      if (secret === undefined) throw new StoreError('store-unusable', `the root key ${key.id} of account ${id} cannot be read`);
      return { id: key.id, secret };
    },
  };
}

/** Data under another master key would fail one call after the other: it is refused at the start. */
async function checkMasterKey(store: Store, vault: Vault, used: boolean): Promise<void> {
  if (!used) return;
  const row = await store.reader.selectFrom('settings').select('value').where('name', '=', keyCheck).executeTakeFirst();
  if (row && vault.open(keyCheck, keyCheck, Buffer.from(row.value, 'base64'))?.toString() === keyCheck) return;
  throw new StoreError('store-unusable', 'the data was written under another master key: set ASSENT_MASTER_KEY to that one, or put its file `master.key` back');
}
