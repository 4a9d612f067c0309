import type { Vault } from '../secret/vault.ts';
import type { AccessKeyRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { noSuchAccessKey } from './fault.ts';
import { accessKeyId, secretAccessKey } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';

/** What the vault seals secrets of access keys for. */
export const accessKeyPurpose = 'access key';

/** Whose key it is: a user's, or the account root's. */
export interface KeyOwner {
  readonly account: string;
  readonly user: string | undefined;
}

/** The id under which what belongs to an owner is kept. */
export const ownerId = ({ account, user }: KeyOwner): string => user ?? account;

export interface NewAccessKey {
  readonly row: AccessKeyRow;
  /** Shown this once. */
  readonly secret: string;
}

/** Makes an access key, or takes the one that is given.
 * @throws ApiError `LimitExceeded` for a third (R21.23) */
export async function insertAccessKey(
  { db, changed }: Writer,
  { account, user }: KeyOwner,
  { vault, random, now, given }: { readonly vault: Vault; readonly random: RandomBytes; readonly now: Date; readonly given?: { readonly id: string; readonly secret: string } },
): Promise<NewAccessKey> {
  checkQuota('AccessKeysPerUser', (await listAccessKeys(db, { account, user })).length + 1);
  const id = given?.id ?? accessKeyId('AKIA', account, random);
  const secret = given?.secret ?? secretAccessKey(random);
  const row: AccessKeyRow = {
    id,
    account_id: account,
    user_id: user ?? null,
    sealed_secret: vault.seal(accessKeyPurpose, id, Buffer.from(secret)),
    status: 'Active',
    created_at: wholeSeconds(now),
    last_used_at: null,
    last_used_service: null,
    last_used_region: null,
  };
  await db.insertInto('access_keys').values(row).execute();
  changed('accessKey', id);
  return { row, secret };
}

export function listAccessKeys(db: Database, { account, user }: KeyOwner): Promise<AccessKeyRow[]> {
  const query = db.selectFrom('access_keys').selectAll().where('account_id', '=', account).orderBy('created_at').orderBy('id');
  return (user === undefined ? query.where('user_id', 'is', null) : query.where('user_id', '=', user)).execute();
}

/** @throws ApiError `NoSuchEntity` where the owner has no such key */
export async function getAccessKey(db: Database, owner: KeyOwner, id: string): Promise<AccessKeyRow> {
  const row = (await listAccessKeys(db, owner)).find((key) => key.id === id);
  if (!row) throw noSuchAccessKey(id);
  return row;
}

export async function setAccessKeyStatus({ db, changed }: Writer, { id }: AccessKeyRow, status: AccessKeyRow['status']): Promise<void> {
  await db.updateTable('access_keys').set({ status }).where('id', '=', id).execute();
  changed('accessKey', id);
}

export async function deleteAccessKey({ db, changed }: Writer, { id }: AccessKeyRow): Promise<void> {
  await db.deleteFrom('access_keys').where('id', '=', id).execute();
  changed('accessKey', id);
}
