import { isSameHash } from '../secret/password-hash.ts';
import type { LoginProfileRow, PasswordPolicyRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { ownerId } from './access-key.ts';
import type { KeyOwner } from './access-key.ts';
import { noSuchLoginProfile } from './fault.ts';
import { wholeSeconds } from './named-entity.ts';

/** How many passwords are remembered: the most that a policy may ask for (R21.26). */
const remembered = 24;

const findLoginProfile = (db: Database, owner: KeyOwner): Promise<LoginProfileRow | undefined> =>
  db.selectFrom('login_profiles').selectAll().where('owner_id', '=', ownerId(owner)).executeTakeFirst();

/** @param name for the message
 * @throws ApiError `NoSuchEntity` */
export async function getLoginProfile(db: Database, owner: KeyOwner, name: string): Promise<LoginProfileRow> {
  const row = await findLoginProfile(db, owner);
  if (!row) throw noSuchLoginProfile(name);
  return row;
}

/** A password as it is kept. */
export interface HashedPassword {
  readonly salt: Uint8Array;
  /** Absent where none was set: an account root whose password is still to come. */
  readonly hash: Uint8Array | undefined;
}

/** @throws ApiError `EntityAlreadyExists` (R21.25) */
export async function checkNoLoginProfile(db: Database, owner: KeyOwner, name: string): Promise<void> {
  if (await findLoginProfile(db, owner)) throw new ApiError('EntityAlreadyExists', `Login Profile for user ${name} already exists.`);
}

/** @throws ApiError `EntityAlreadyExists` */
export async function insertLoginProfile({ db }: Writer, owner: KeyOwner, name: string, { salt, hash }: HashedPassword, resetRequired: boolean, now: Date): Promise<LoginProfileRow> {
  await checkNoLoginProfile(db, owner, name);
  const row: LoginProfileRow = {
    owner_id: ownerId(owner),
    account_id: owner.account,
    salt,
    hashes: writeHashes(hash ? [hash] : []),
    reset_required: resetRequired ? 1 : 0,
    created_at: wholeSeconds(now),
    changed_at: wholeSeconds(now),
  };
  await db.insertInto('login_profiles').values(row).execute();
  return row;
}

/** Sets another password, or whether one must be set, on the profile as it was read. It may have changed since then, while
 * hashes were computed.
 * @throws ApiError `EntityTemporarilyUnmodifiable` where it has */
export async function updateLoginProfile({ db }: Writer, row: LoginProfileRow, { hash, resetRequired }: { readonly hash?: Uint8Array | undefined; readonly resetRequired?: boolean | undefined }, now: Date): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('login_profiles')
    .set({
      ...(hash ? { hashes: writeHashes([hash, ...readHashes(row)].slice(0, remembered)), changed_at: wholeSeconds(now) } : {}),
      ...(resetRequired === undefined ? {} : { reset_required: resetRequired ? 1 : 0 }),
    })
    .where('owner_id', '=', row.owner_id)
    .where('salt', '=', row.salt)
    .where('hashes', '=', row.hashes)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new ApiError('EntityTemporarilyUnmodifiable', 'Login Profile cannot be modified while it is changed by another request. Please try again.');
}

export async function deleteLoginProfile({ db }: Writer, { owner_id }: LoginProfileRow): Promise<void> {
  await db.deleteFrom('login_profiles').where('owner_id', '=', owner_id).execute();
}

const writeHashes = (hashes: readonly Uint8Array[]): string => JSON.stringify(hashes.map((hash) => Buffer.from(hash).toString('base64')));

const readHashes = ({ hashes }: LoginProfileRow): readonly Uint8Array[] => (JSON.parse(hashes) as string[]).map((hash) => Buffer.from(hash, 'base64'));

/** Whether this is the hash of the password that is in force. */
export function isCurrentPassword(row: LoginProfileRow, hash: Uint8Array): boolean {
  const [current] = readHashes(row);
  return current !== undefined && isSameHash(current, hash);
}

/** @throws ApiError `PasswordPolicyViolation` where the policy keeps the password from being used again */
export function checkReuse(row: LoginProfileRow, hash: Uint8Array, policy: PasswordPolicyRow | undefined): void {
  const barred = readHashes(row).slice(0, policy?.reuse_prevention ?? 0);
  if (barred.some((each) => isSameHash(each, hash))) throw new ApiError('PasswordPolicyViolation', `Password was used before: none of the last ${policy?.reuse_prevention ?? 0} can be used again`);
}
