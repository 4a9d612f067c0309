import { fingerprintOf, readSshPublicKey } from '../keys/ssh-public-key.ts';
import type { CredentialStatus, SshPublicKeyRow, UserRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { sshPublicKeyId } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';

export const listSshPublicKeys = (db: Database, user: UserRow): Promise<SshPublicKeyRow[]> =>
  db.selectFrom('ssh_public_keys').selectAll().where('user_id', '=', user.id).orderBy('uploaded_at').orderBy('id').execute();

/** @throws ApiError `NoSuchEntity` where the user has no such key */
export async function getSshPublicKey(db: Database, user: UserRow, id: string): Promise<SshPublicKeyRow> {
  const row = (await listSshPublicKeys(db, user)).find((each) => each.id === id);
  if (!row) throw new ApiError('NoSuchEntity', `The Public Key with id ${id} cannot be found.`);
  return row;
}

/** @throws ApiError `UnrecognizedPublicKeyEncoding`, `InvalidPublicKey`, `DuplicateSSHPublicKey`, `LimitExceeded` (R21.30) */
export async function insertSshPublicKey({ db }: Writer, user: UserRow, body: string, random: RandomBytes, now: Date): Promise<SshPublicKeyRow> {
  const read = readSshPublicKey(body);
  if (read === 'encoding') throw new ApiError('UnrecognizedPublicKeyEncoding', 'The public key encoding is unrecognized. Give it in ssh-rsa or PEM format.');
  if (read === 'key') throw new ApiError('InvalidPublicKey', 'The public key is malformed or otherwise invalid. It must be an RSA key of at least 2048 bits.');
  const held = await listSshPublicKeys(db, user);
  if (held.some(({ key }) => key === read.key)) throw new ApiError('DuplicateSSHPublicKey', 'The SSH public key is already associated with the specified IAM user.');
  checkQuota('SSHPublicKeysPerUser', held.length + 1);
  const row: SshPublicKeyRow = {
    id: sshPublicKeyId(random),
    account_id: user.account_id,
    user_id: user.id,
    key: read.key,
    fingerprint: fingerprintOf(read.key),
    status: 'Active',
    uploaded_at: wholeSeconds(now),
  };
  await db.insertInto('ssh_public_keys').values(row).execute();
  return row;
}

export async function setSshPublicKeyStatus({ db }: Writer, { id }: SshPublicKeyRow, status: CredentialStatus): Promise<void> {
  await db.updateTable('ssh_public_keys').set({ status }).where('id', '=', id).execute();
}

export async function deleteSshPublicKey({ db }: Writer, { id }: SshPublicKeyRow): Promise<void> {
  await db.deleteFrom('ssh_public_keys').where('id', '=', id).execute();
}
