import { checkAcceptance, countPolicyCharacters } from '@assent/policy';
import { findManagedPolicy } from '@assent/catalog';
import type { PolicyRow, PolicyVersionRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { parsePolicyArn } from './arn.ts';
import type { PolicyArn } from './arn.ts';
import { invalidArn, malformed, noSuchPolicy, noSuchVersion, notAttachable } from './fault.ts';
import { hasPathPrefix } from './named-entity.ts';
import type { NamedRow } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest, PageStart } from './page.ts';
import { checkQuota } from './quota.ts';
import { removeAllTags } from './tag.ts';

/** Reads the ARN of a managed policy.
 * @throws ApiError `ValidationError` where it is none */
export function readPolicyArn(text: string): PolicyArn {
  const arn = parsePolicyArn(text);
  if (!arn) throw invalidArn();
  return arn;
}

export const findPolicyRow = (db: Database, { arn }: PolicyArn): Promise<PolicyRow | undefined> =>
  db.selectFrom('policies').selectAll().where('arn', '=', arn).executeTakeFirst();

/** A customer managed policy of the account.
 * @throws ApiError `NoSuchEntity` */
export async function getPolicyRow(db: Database, account: string, text: string): Promise<PolicyRow> {
  const arn = readPolicyArn(text);
  const row = arn.account === account ? await findPolicyRow(db, arn) : undefined;
  if (!row) throw noSuchPolicy(text);
  return row;
}

/** Checks that a policy can be attached by an account, or be its boundary: AWS's own, or the account's.
 * @throws ApiError `ValidationError`, `NoSuchEntity` (V172) */
export async function getAttachable(db: Database, account: string, text: string): Promise<PolicyArn> {
  const arn = readPolicyArn(text);
  const exists = arn.account === 'aws' ? findManagedPolicy(arn.arn) !== undefined : arn.account === account && (await findPolicyRow(db, arn)) !== undefined;
  if (!exists) throw notAttachable(text);
  return arn;
}

/** The same where a policy is asked about, not attached.
 * @throws ApiError `ValidationError`, `NoSuchEntity` in other words */
export async function getKnown(db: Database, account: string, text: string): Promise<PolicyArn> {
  return getAttachable(db, account, text).catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'NoSuchEntity' ? noSuchPolicy(text) : error;
  });
}

/** @throws ApiError `MalformedPolicyDocument` (R13.1), `LimitExceeded` (R13.2) */
export function checkManagedDocument(document: string): void {
  const refusal = checkAcceptance(document, 'managed');
  if (refusal) throw malformed(refusal.message);
  checkQuota('PolicySize', countPolicyCharacters(document));
}

export async function insertPolicy({ db, changed }: Writer, named: NamedRow, document: string, description: string | undefined): Promise<PolicyRow> {
  const namesake = await db.selectFrom('policies').select('id').where('account_id', '=', named.account_id).where('name_key', '=', named.name_key).executeTakeFirst();
  if (namesake) throw new ApiError('EntityAlreadyExists', `A policy called ${named.name} already exists. Duplicate names are not allowed.`);
  const row: PolicyRow = {
    ...named,
    arn: `arn:aws:iam::${named.account_id}:policy${named.path}${named.name}`,
    description: description ?? null,
    default_version: 1,
    next_version: 2,
    updated_at: named.created_at,
  };
  await db.insertInto('policies').values(row).execute();
  await db.insertInto('policy_versions').values({ policy_id: row.id, version: 1, document, created_at: row.created_at }).execute();
  changed('policy', row.id);
  return row;
}

/** How often a policy is attached, and used as a boundary; of AWS's policies in the one account (R21.16, R21.17). */
export interface PolicyUse {
  readonly attachments: number;
  readonly boundaries: number;
}

export async function countUse(db: Database, account: string, arn: string): Promise<PolicyUse> {
  const attachments = await db
    .selectFrom('attachments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('policy_arn', '=', arn)
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  let boundaries = 0;
  for (const table of ['users', 'roles'] as const) {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('boundary_arn', '=', arn)
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow();
    boundaries += Number(count);
  }
  return { attachments: Number(attachments.count), boundaries };
}

/** All uses in an account, by ARN. */
export async function countAllUses(db: Database, account: string): Promise<ReadonlyMap<string, PolicyUse>> {
  const uses = new Map<string, { attachments: number; boundaries: number }>();
  const of = (arn: string) => {
    let use = uses.get(arn);
    if (!use) uses.set(arn, (use = { attachments: 0, boundaries: 0 }));
    return use;
  };
  const attached = await db
    .selectFrom('attachments')
    .select(({ fn }) => ['policy_arn', fn.countAll<number>().as('count')])
    .where('account_id', '=', account)
    .groupBy('policy_arn')
    .execute();
  for (const { policy_arn, count } of attached) of(policy_arn).attachments += Number(count);
  for (const table of ['users', 'roles'] as const) {
    const bounded = await db
      .selectFrom(table)
      .select(({ fn }) => ['boundary_arn', fn.countAll<number>().as('count')])
      .where('account_id', '=', account)
      .where('boundary_arn', 'is not', null)
      .groupBy('boundary_arn')
      .execute();
    for (const { boundary_arn, count } of bounded) if (boundary_arn !== null) of(boundary_arn).boundaries += Number(count);
  }
  return uses;
}

/** The uses of some policies, by ARN. */
export async function countUses(db: Database, account: string, arns: readonly string[]): Promise<ReadonlyMap<string, PolicyUse>> {
  const uses = new Map<string, { attachments: number; boundaries: number }>(arns.map((arn) => [arn, { attachments: 0, boundaries: 0 }]));
  for (let from = 0; from < arns.length; from += arnsPerQuery) {
    const part = arns.slice(from, from + arnsPerQuery);
    const attached = await db
      .selectFrom('attachments')
      .select(({ fn }) => ['policy_arn', fn.countAll<number>().as('count')])
      .where('policy_arn', 'in', part)
      .where('account_id', '=', account)
      .groupBy('policy_arn')
      .execute();
    for (const { policy_arn, count } of attached) (uses.get(policy_arn) as { attachments: number }).attachments = Number(count);
    for (const table of ['users', 'roles'] as const) {
      const bounded = await db
        .selectFrom(table)
        .select(({ fn }) => ['boundary_arn', fn.countAll<number>().as('count')])
        .where('boundary_arn', 'in', part)
        .where('account_id', '=', account)
        .groupBy('boundary_arn')
        .execute();
      for (const { boundary_arn, count } of bounded) if (boundary_arn !== null) (uses.get(boundary_arn) as { boundaries: number }).boundaries += Number(count);
    }
  }
  return uses;
}

/** How many ARNs one query names. */
const arnsPerQuery = 500;

/** Policies of the account by name, from behind a start on; all, or as many as are asked for. */
export async function listPolicyRows(db: Database, account: string, { prefix, after, limit }: { readonly prefix?: string | undefined; readonly after?: PageStart | undefined; readonly limit?: number }): Promise<readonly PolicyRow[]> {
  let query = db.selectFrom('policies').selectAll().where('account_id', '=', account).orderBy('name_key');
  // Names are unique in the account: only AWS's policies can have the same one.
  if (after) query = query.where('name_key', '>=', after.key).where(({ eb, and, or }) => or([eb('name_key', '>', after.key), and([eb('name_key', '=', after.key), eb('id', '>', after.id)])]));
  if (limit !== undefined) query = query.limit(limit);
  if (prefix !== undefined && prefix !== '/') query = query.where(hasPathPrefix(prefix));
  return query.execute();
}

/** R21.15: only when nothing uses it and no version but the default is left. */
export async function deletePolicy({ db, changed }: Writer, row: PolicyRow): Promise<void> {
  const { attachments, boundaries } = await countUse(db, row.account_id, row.arn);
  if (attachments > 0) throw new ApiError('DeleteConflict', 'Cannot delete a policy attached to entities.');
  if (boundaries > 0) throw new ApiError('DeleteConflict', 'Cannot delete a policy that is used as a permissions boundary.');
  const versions = await listVersionRows(db, row);
  if (versions.length > 1) throw new ApiError('DeleteConflict', 'This policy has more than one version. Before you delete a policy, you must delete the policy\'s versions. The default version is deleted with the policy.');
  await removeAllTags(db, row.id);
  await db.deleteFrom('policy_versions').where('policy_id', '=', row.id).execute();
  await db.deleteFrom('policies').where('id', '=', row.id).execute();
  changed('policy', row.id);
}

/** Newest first. */
export const listVersionRows = (db: Database, { id }: PolicyRow): Promise<PolicyVersionRow[]> =>
  db.selectFrom('policy_versions').selectAll().where('policy_id', '=', id).orderBy('version', 'desc').execute();

export function pageOfVersions(rows: readonly PolicyVersionRow[], page: PageRequest): Page<PolicyVersionRow> {
  const key = (version: number): string => String(1e9 - version);
  const rest = page.after ? rows.filter(({ version }) => key(version) > (page.after?.key ?? '')) : rows;
  return pageOf(rest.slice(0, page.limit + 1), page, ({ version }) => ({ key: key(version), id: '' }));
}

export async function getVersionRow(db: Database, policy: PolicyRow, versionId: string): Promise<PolicyVersionRow> {
  const row = await db
    .selectFrom('policy_versions')
    .selectAll()
    .where('policy_id', '=', policy.id)
    .where('version', '=', versionNumber(versionId) ?? -1)
    .executeTakeFirst();
  if (!row) throw noSuchVersion(policy.arn, versionId);
  return row;
}

const versionNumber = (id: string): number | undefined => {
  const match = /^v([1-9]\d{0,8})(?:\.[A-Za-z0-9-]*)?$/.exec(id);
  return match ? Number(match[1]) : undefined;
};

/** R21.14: five are kept; numbers are not used again. */
export async function addVersion({ db, changed }: Writer, policy: PolicyRow, document: string, setAsDefault: boolean, now: number): Promise<PolicyVersionRow> {
  const versions = await listVersionRows(db, policy);
  if (versions.length >= 5) {
    throw new ApiError(
      'LimitExceeded',
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    );
  }
  const row: PolicyVersionRow = { policy_id: policy.id, version: policy.next_version, document, created_at: now };
  await db.insertInto('policy_versions').values(row).execute();
  await db
    .updateTable('policies')
    .set({ next_version: policy.next_version + 1, updated_at: now, ...(setAsDefault ? { default_version: row.version } : {}) })
    .where('id', '=', policy.id)
    .execute();
  if (setAsDefault) changed('policy', policy.id);
  return row;
}

export async function setDefaultVersion({ db, changed }: Writer, policy: PolicyRow, version: PolicyVersionRow, now: number): Promise<void> {
  await db.updateTable('policies').set({ default_version: version.version, updated_at: now }).where('id', '=', policy.id).execute();
  changed('policy', policy.id);
}

export async function deleteVersion({ db }: Writer, policy: PolicyRow, version: PolicyVersionRow): Promise<void> {
  if (version.version === policy.default_version) throw new ApiError('DeleteConflict', 'Cannot delete the default version of a policy.');
  await db.deleteFrom('policy_versions').where('policy_id', '=', policy.id).where('version', '=', version.version).execute();
}

