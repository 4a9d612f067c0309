import { base32 } from '../second-factor/base32.ts';
import type { CodeState } from '../second-factor/one-time-password.ts';
import type { Vault } from '../secret/vault.ts';
import type { MfaDeviceRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { ownerId } from './access-key.ts';
import type { KeyOwner } from './access-key.ts';
import { entityArn, inStore } from './arn.ts';
import type { MfaDeviceFacts } from './facts.ts';
import { noSuchMfaDevice, validation } from './fault.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';
import { removeAllTags } from './tag.ts';

/** What the vault seals seeds for. */
export const mfaSeedPurpose = 'mfa seed';

/** 64 characters of base32. */
const seedLength = 40;
/** The longest that the API takes as a serial number. */
const serialLimit = 256;

export interface NewMfaDevice {
  readonly row: MfaDeviceRow;
  /** Base32; shown this once. */
  readonly seed: string;
}

export const findMfaDevice = (db: Database, account: string, serial: string): Promise<MfaDeviceRow | undefined> =>
  db.selectFrom('mfa_devices').selectAll().where('account_id', '=', account).where('serial', '=', inStore(serial)).executeTakeFirst();

/** @throws ApiError `NoSuchEntity` */
export async function getVirtualMfaDevice(db: Database, account: string, serial: string): Promise<MfaDeviceRow> {
  const row = await findMfaDevice(db, account, serial);
  if (!row) throw new ApiError('NoSuchEntity', `VirtualMFADevice with serial number ${serial} doesn't exist.`);
  return row;
}

/** A device that its owner has enabled.
 * @throws ApiError `NoSuchEntity` where there is none, or it is another's */
export async function getMfaDeviceOf(db: Database, owner: KeyOwner, serial: string): Promise<MfaDeviceRow> {
  const row = await findMfaDevice(db, owner.account, serial);
  if (row?.owner_id !== ownerId(owner)) throw noSuchMfaDevice(serial);
  return row;
}

/** Makes a virtual device with a seed of its own (R21.28).
 * @throws ApiError `EntityAlreadyExists`, `ValidationError` */
export async function insertMfaDevice(
  { db, changed }: Writer,
  { account, name, path }: { readonly account: string; readonly name: string; readonly path: string },
  { vault, random, now }: { readonly vault: Vault; readonly random: RandomBytes; readonly now: Date },
): Promise<NewMfaDevice> {
  const serial = entityArn('aws', account, 'mfa', path, name);
  // Longer ones could never be named in another call, in no partition.
  if (entityArn('aws-us-gov', account, 'mfa', path, name).length > serialLimit) throw validation('The path and the name of the virtual MFA device are too long together.');
  if (await findMfaDevice(db, account, serial)) throw new ApiError('EntityAlreadyExists', 'MFADevice entity at the same path and name already exists.');
  const seed = random(seedLength);
  const row: MfaDeviceRow = {
    serial,
    account_id: account,
    name,
    path,
    sealed_seed: vault.seal(mfaSeedPurpose, serial, seed),
    owner_id: null,
    enabled_at: null,
    last_step: -1,
    drift: 0,
    created_at: wholeSeconds(now),
  };
  await db.insertInto('mfa_devices').values(row).execute();
  changed('mfaDevice', serial);
  return { row, seed: base32(seed) };
}

/** @throws ApiError `EntityAlreadyExists` where it is enabled, `LimitExceeded` */
export async function checkEnabling(db: Database, { owner_id }: MfaDeviceRow, owner: KeyOwner): Promise<void> {
  if (owner_id !== null) throw new ApiError('EntityAlreadyExists', 'MFA Device is already in use.');
  checkQuota('MFADevicesPerUser', (await listMfaDevicesOf(db, owner)).length + 1);
}

export async function enableMfaDevice({ db, changed }: Writer, { serial }: MfaDeviceRow, owner: KeyOwner, { lastStep, drift }: CodeState, now: Date): Promise<void> {
  await db
    .updateTable('mfa_devices')
    .set({ owner_id: ownerId(owner), enabled_at: wholeSeconds(now), last_step: lastStep, drift })
    .where('serial', '=', serial)
    .execute();
  changed('mfaDevice', serial);
}

export async function resyncMfaDevice({ db, changed }: Writer, { serial }: MfaDeviceRow, { lastStep, drift }: CodeState): Promise<void> {
  await db.updateTable('mfa_devices').set({ last_step: lastStep, drift }).where('serial', '=', serial).execute();
  changed('mfaDevice', serial);
}

/** Takes it from its owner; the codes it has made stay used up. */
export async function deactivateMfaDevice({ db, changed }: Writer, { serial }: MfaDeviceRow): Promise<void> {
  await db.updateTable('mfa_devices').set({ owner_id: null, enabled_at: null }).where('serial', '=', serial).execute();
  changed('mfaDevice', serial);
}

/** @throws ApiError `DeleteConflict` where it is enabled */
export async function deleteMfaDevice({ db, changed }: Writer, { serial, owner_id }: MfaDeviceRow): Promise<void> {
  if (owner_id !== null) throw new ApiError('DeleteConflict', 'MFA VirtualDevice in use. Must deactivate first.');
  await removeAllTags(db, serial);
  await db.deleteFrom('mfa_devices').where('serial', '=', serial).execute();
  changed('mfaDevice', serial);
}

/** Notes that a code was accepted, unless it or a later one was already.
 * @returns whether it was this call that noted it */
export async function spendCode({ db, changed }: Writer, { id, owner }: MfaDeviceFacts, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mfa_devices')
    .set({ last_step: step })
    .where('serial', '=', id)
    .where('owner_id', '=', owner ?? '')
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  changed('mfaDevice', id);
  return true;
}

export const listMfaDevicesOf = (db: Database, owner: KeyOwner): Promise<MfaDeviceRow[]> =>
  db.selectFrom('mfa_devices').selectAll().where('owner_id', '=', ownerId(owner)).where('account_id', '=', owner.account).orderBy('serial').execute();

export type AssignmentStatus = 'Assigned' | 'Unassigned' | 'Any';

export const listVirtualMfaDevices = async (db: Database, account: string, status: AssignmentStatus): Promise<readonly MfaDeviceRow[]> => {
  const query = db.selectFrom('mfa_devices').selectAll().where('account_id', '=', account).orderBy('serial');
  if (status === 'Any') return query.execute();
  return query.where('owner_id', status === 'Assigned' ? 'is not' : 'is', null).execute();
};
