import type { AccessKeyRow, CredentialReportRow, PasswordPolicyRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { entityArn, rootArn } from './arn.ts';
import { wholeSeconds } from './named-entity.ts';
import { findPasswordPolicy, isLocked, passwordExpiry } from './password-policy.ts';
import type { Usage } from './usage.ts';

/** How long a report is kept (R21.31). */
const kept = 4 * 3600_000;

const columns = [
  ...['user', 'arn', 'user_creation_time', 'password_enabled', 'password_last_used', 'password_last_changed', 'password_next_rotation', 'mfa_active'],
  ...[1, 2].flatMap((key) => ['active', 'last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].map((column) => `access_key_${key}_${column}`)),
  ...[1, 2].flatMap((certificate) => ['active', 'last_rotated'].map((column) => `cert_${certificate}_${column}`)),
];

const time = (at: number): string => new Date(at).toISOString().replace('.000Z', '+00:00');
const absent = 'N/A';

export interface ReportSource {
  readonly partition: string;
  readonly usage: Usage;
  readonly now: Date;
}

/** A report that is still good; `undefined` where there is none. */
export async function currentReport(db: Database, account: string, now: Date): Promise<CredentialReportRow | undefined> {
  const row = await db.selectFrom('credential_reports').selectAll().where('account_id', '=', account).executeTakeFirst();
  return row && now.getTime() - row.generated_at < kept ? row : undefined;
}

/** @throws ApiError `ReportNotPresent`, `ReportExpired` */
export async function getReport(db: Database, account: string, now: Date): Promise<CredentialReportRow> {
  const row = await currentReport(db, account, now);
  if (row) return row;
  const any = await db.selectFrom('credential_reports').select('account_id').where('account_id', '=', account).executeTakeFirst();
  if (any) throw new ApiError('ReportExpired', 'The most recent credential report has expired. To generate a new one, use GenerateCredentialReport.');
  throw new ApiError('ReportNotPresent', 'No credential report is present. To generate one, use GenerateCredentialReport.');
}

/** Writes the report of an account anew. */
export async function generateReport({ db }: Writer, account: string, source: ReportSource): Promise<void> {
  const row: CredentialReportRow = { account_id: account, generated_at: wholeSeconds(source.now), content: await reportText(db, account, source) };
  await db
    .insertInto('credential_reports')
    .values(row)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

async function reportText(db: Database, account: string, { partition, usage, now }: ReportSource): Promise<string> {
  const { created_at } = await db.selectFrom('accounts').select('created_at').where('id', '=', account).executeTakeFirstOrThrow();
  const users = await db.selectFrom('users').selectAll().where('account_id', '=', account).orderBy('name_key').execute();
  const policy = await findPasswordPolicy(db, account);
  const profiles = new Map((await db.selectFrom('login_profiles').selectAll().where('account_id', '=', account).execute()).map((row) => [row.owner_id, row]));
  const devices = await db.selectFrom('mfa_devices').select('owner_id').where('account_id', '=', account).where('owner_id', 'is not', null).execute();
  const withMfa = new Set(devices.map(({ owner_id }) => owner_id));
  const keys = groupByOwner(await db.selectFrom('access_keys').selectAll().where('account_id', '=', account).orderBy('created_at').orderBy('id').execute(), (row) => row.user_id ?? account);
  const certificates = groupByOwner(await db.selectFrom('signing_certificates').selectAll().where('account_id', '=', account).orderBy('uploaded_at').orderBy('id').execute(), (row) => row.owner_id);

  const ofOwner = (id: string): readonly string[] => [
    String(withMfa.has(id)),
    ...[0, 1].flatMap((index) => keyFields(keys.get(id)?.[index], usage)),
    ...[0, 1].flatMap((index) => {
      const certificate = certificates.get(id)?.[index];
      return certificate ? [String(certificate.status === 'Active'), time(certificate.uploaded_at)] : ['false', absent];
    }),
  ];
  const lines = [
    columns,
    ['<root_account>', rootArn(partition, account), time(created_at), 'not_supported', 'no_information', 'not_supported', 'not_supported', ...ofOwner(account)],
    ...users.map((user) => [
      user.name,
      entityArn(partition, account, 'user', user.path, user.name),
      time(user.created_at),
      ...passwordFields(profiles.get(user.id), user.password_last_used, policy, now),
      ...ofOwner(user.id),
    ]),
  ];
  return `${lines.map((line) => line.map(field).join(',')).join('\n')}\n`;
}

function passwordFields(profile: { readonly changed_at: number } | undefined, lastUsed: number | null, policy: PasswordPolicyRow | undefined, now: Date): readonly string[] {
  if (!profile) return ['false', absent, absent, absent];
  const expiry = passwordExpiry(profile.changed_at, policy);
  return [String(!isLocked(profile.changed_at, policy, now)), lastUsed === null ? 'no_information' : time(lastUsed), time(profile.changed_at), expiry === undefined ? absent : time(expiry)];
}

function keyFields(key: AccessKeyRow | undefined, usage: Usage): readonly string[] {
  if (!key) return ['false', absent, absent, absent, absent];
  const noted = usage.accessKey(key.id);
  const [at, region, service] = noted ? [noted.at, noted.region, noted.service] : [key.last_used_at, key.last_used_region, key.last_used_service];
  return [String(key.status === 'Active'), time(key.created_at), ...(at === null ? [absent, absent, absent] : [time(at), region ?? absent, service ?? absent])];
}

function groupByOwner<T>(rows: readonly T[], ownerOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(ownerOf(row));
    if (group) group.push(row);
    else groups.set(ownerOf(row), [row]);
  }
  return groups;
}

/** Names and paths may hold commas and quotes (RFC 4180). */
const field = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
