import type { Vault } from '../secret/vault.ts';
import { StoreError } from '../store/store.ts';
import type { Database, Writer } from '../store/store.ts';
import { accessKeyPurpose, insertAccessKey, listAccessKeys } from './access-key.ts';
import type { RandomBytes } from './identifier.ts';

/** An access key of the account root. */
export interface RootKey {
  readonly id: string;
  readonly secret: string;
}

/** The root key of an account, with its secret only where it was made or given now. */
export interface FoundRootKey {
  readonly id: string;
  readonly secret: string | undefined;
}

export interface RootKeyOptions {
  /** The key that the account is to have, instead of one that is made. */
  readonly rootKey: RootKey | undefined;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly now: Date;
}

/** Finds an active root key of an account, or makes one. A key that is given is added where it is not there. */
export async function ensureRootKey(writer: Writer, account: string, { rootKey, vault, random, now }: RootKeyOptions): Promise<FoundRootKey> {
  const owner = { account, user: undefined };
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
}

/** Reads a root key with its secret.
 * @throws StoreError */
export async function readRootKey(db: Database, account: string, id: string, vault: Vault): Promise<RootKey> {
  const row = (await listAccessKeys(db, { account, user: undefined })).find((each) => each.id === id);
  const secret = row && vault.open(accessKeyPurpose, row.id, row.sealed_secret)?.toString('utf8');
  if (secret === undefined) throw new StoreError('store-unusable', `the root key ${id} of account ${account} cannot be read`);
  return { id, secret };
}
