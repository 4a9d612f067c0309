import { createHash } from 'node:crypto';
import type { CredentialStatus, ServiceCredentialRow, UserRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { noSuchCredential, validation } from './fault.ts';
import { entityId } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';

/** The services that have credentials of their own: with a user name and a password, or with an API key, which alone may
 * expire (R21.29). */
const forms: Readonly<Record<string, 'password' | 'apiKey'>> = {
  'bedrock.amazonaws.com': 'apiKey',
  'cassandra.amazonaws.com': 'password',
  'codecommit.amazonaws.com': 'password',
  'logs.amazonaws.com': 'apiKey',
};

const day = 24 * 3600_000;

/** @throws ApiError `NoSuchEntity` (R21.2) */
export function serviceForm(service: string): 'password' | 'apiKey' {
  const form = Object.hasOwn(forms, service) ? forms[service] : undefined;
  if (!form) throw new ApiError('NoSuchEntity', `No such service ${service} is supported for Service Specific Credentials`);
  return form;
}

export interface NewServiceCredential {
  readonly row: ServiceCredentialRow;
  /** Shown this once. */
  readonly password: string;
}

/** @param ageDays after which it expires
 * @throws ApiError `NoSuchEntity`, `LimitExceeded`, `ValidationError` */
export async function insertServiceCredential({ db, changed }: Writer, user: UserRow, service: string, ageDays: number | undefined, random: RandomBytes, now: Date): Promise<NewServiceCredential> {
  if (serviceForm(service) === 'password' && ageDays !== undefined) throw validation(`CredentialAgeDays is not supported for ${service}`);
  const held = await db.selectFrom('service_credentials').select('service_user_name').where('user_id', '=', user.id).where('service', '=', service).execute();
  checkQuota('ServiceSpecificCredentialsPerUser', held.length + 1);
  const names = new Set(held.map(({ service_user_name }) => service_user_name));
  let name = `${user.name}-at-${user.account_id}`;
  for (let count = 1; names.has(name); count++) name = `${user.name}+${count}-at-${user.account_id}`;
  const { password, digest } = newPassword(service, name, random);
  const created = wholeSeconds(now);
  const row: ServiceCredentialRow = {
    id: entityId('ACCA', random),
    account_id: user.account_id,
    user_id: user.id,
    service,
    service_user_name: name,
    password_digest: digest,
    status: 'Active',
    created_at: created,
    expires_at: ageDays === undefined ? null : created + ageDays * day,
  };
  await db.insertInto('service_credentials').values(row).execute();
  changed('serviceCredential', row.id);
  return { row, password };
}

function newPassword(service: string, name: string, random: RandomBytes): { readonly password: string; readonly digest: Buffer } {
  const secret = Buffer.from(random(32)).toString('base64');
  // API keys carry their name.
  const password = serviceForm(service) === 'apiKey' ? `ABSK${Buffer.from(`${name}:${secret}`).toString('base64')}` : secret;
  return { password, digest: createHash('sha256').update(password).digest() };
}

/** @throws ApiError `NoSuchEntity` where the user has no such credential */
export async function getServiceCredential(db: Database, user: UserRow, id: string): Promise<ServiceCredentialRow> {
  const row = await db.selectFrom('service_credentials').selectAll().where('user_id', '=', user.id).where('id', '=', id).executeTakeFirst();
  if (!row) throw noSuchCredential(id);
  return row;
}

/** Gives it another password; id, name, status and expiry stay. */
export async function resetServiceCredential({ db }: Writer, row: ServiceCredentialRow, random: RandomBytes): Promise<NewServiceCredential> {
  const { password, digest } = newPassword(row.service, row.service_user_name, random);
  await db.updateTable('service_credentials').set({ password_digest: digest }).where('id', '=', row.id).execute();
  return { row, password };
}

export async function setServiceCredentialStatus({ db }: Writer, { id }: ServiceCredentialRow, status: CredentialStatus): Promise<void> {
  await db.updateTable('service_credentials').set({ status }).where('id', '=', id).execute();
}

export async function deleteServiceCredential({ db, changed }: Writer, { id }: ServiceCredentialRow): Promise<void> {
  await db.deleteFrom('service_credentials').where('id', '=', id).execute();
  changed('serviceCredential', id);
}

/** A credential with the name of its user. */
export type OwnedServiceCredential = ServiceCredentialRow & { readonly user_name: string };

/** Those of a user, or of all users of the account. */
export async function listServiceCredentials(db: Database, account: string, { user, service }: { readonly user: UserRow | undefined; readonly service: string | undefined }): Promise<readonly OwnedServiceCredential[]> {
  if (service !== undefined) serviceForm(service);
  let query = db
    .selectFrom('service_credentials')
    .innerJoin('users', 'users.id', 'service_credentials.user_id')
    .selectAll('service_credentials')
    .select('users.name as user_name')
    .where('service_credentials.account_id', '=', account)
    .orderBy('service_credentials.created_at')
    .orderBy('service_credentials.id');
  if (user) query = query.where('user_id', '=', user.id);
  if (service !== undefined) query = query.where('service', '=', service);
  return query.execute();
}

/** The status as it is shown: an expired credential says so. */
export const shownStatus = ({ status, expires_at }: ServiceCredentialRow, now: Date): CredentialStatus | 'Expired' => (expires_at !== null && expires_at <= now.getTime() ? 'Expired' : status);
