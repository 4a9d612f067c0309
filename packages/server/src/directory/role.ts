import type { RoleRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Tag } from './facts.ts';
import { forgetUses } from './action-usage.ts';
import { alreadyExists, deleteConflict, noSuch } from './fault.ts';
import { hasPathPrefix, nameKey } from './named-entity.ts';
import type { NamedRow } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import type { Snapshot } from './snapshot.ts';
import { removeAllTags } from './tag.ts';

export const findRoleRow = (db: Database, account: string, name: string): Promise<RoleRow | undefined> =>
  db.selectFrom('roles').selectAll().where('account_id', '=', account).where('name_key', '=', nameKey(name)).executeTakeFirst();

/** @throws ApiError `NoSuchEntity` */
export async function getRoleRow(db: Database, account: string, name: string): Promise<RoleRow> {
  const row = await findRoleRow(db, account, name);
  if (!row) throw noSuch('role', name);
  return row;
}

/** The role as the snapshot has it, for answers: what has been acknowledged is in there.
 * @throws ApiError `NoSuchEntity` */
export function knownRole(snapshot: Snapshot, account: string, name: string): { readonly row: RoleRow; readonly tags: readonly Tag[] } {
  const facts = snapshot.findNamed('role', account, name);
  if (!facts) throw noSuch('role', name);
  const row: RoleRow = {
    id: facts.id,
    account_id: facts.account,
    name: facts.name,
    name_key: nameKey(facts.name),
    path: facts.path,
    description: facts.description ?? null,
    trust_policy: facts.trustPolicy,
    trust_principals: JSON.stringify(facts.trustPrincipals),
    max_session_duration: facts.maxSessionDuration,
    boundary_arn: facts.boundary ?? null,
    created_at: facts.createdAt,
    last_used_at: facts.lastUsed?.at ?? null,
    last_used_region: facts.lastUsed?.region ?? null,
  };
  return { row, tags: facts.tags };
}

/** What a role has beyond its name and path. */
export interface RoleParts {
  readonly trustPolicy: string;
  readonly trustPrincipals: Readonly<Record<string, string>>;
  readonly description: string | undefined;
  readonly maxSessionDuration: number | undefined;
  readonly boundary: string | undefined;
}

export async function insertRole({ db, changed }: Writer, named: NamedRow, parts: RoleParts): Promise<RoleRow> {
  if (await findRoleRow(db, named.account_id, named.name)) throw alreadyExists('role', named.name);
  const row: RoleRow = {
    ...named,
    description: parts.description ?? null,
    trust_policy: parts.trustPolicy,
    trust_principals: JSON.stringify(parts.trustPrincipals),
    max_session_duration: parts.maxSessionDuration ?? 3600,
    boundary_arn: parts.boundary ?? null,
    last_used_at: null,
    last_used_region: null,
  };
  await db.insertInto('roles').values(row).execute();
  changed('role', row.id);
  return row;
}

export async function listRoleRows(db: Database, account: string, prefix: string | undefined, page: PageRequest): Promise<Page<RoleRow>> {
  let query = db.selectFrom('roles').selectAll().where('account_id', '=', account).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  if (prefix !== undefined && prefix !== '/') query = query.where(hasPathPrefix(prefix));
  return pageOf(await query.execute(), page, ({ name_key, id }) => ({ key: name_key, id }));
}

export async function updateRole(
  { db, changed }: Writer,
  row: RoleRow,
  set: Partial<Pick<RoleRow, 'description' | 'max_session_duration' | 'trust_policy' | 'trust_principals' | 'boundary_arn'>>,
): Promise<void> {
  if (Object.keys(set).length === 0) return;
  await db.updateTable('roles').set(set).where('id', '=', row.id).execute();
  changed('role', row.id);
}

export const isServiceLinked = ({ path }: RoleRow): boolean => path.startsWith('/aws-service-role/');

/** Service-linked roles are changed by their service alone (R21.38).
 * @throws ApiError `UnmodifiableEntity` */
export function checkModifiable(row: RoleRow): void {
  if (isServiceLinked(row)) {
    throw new ApiError('UnmodifiableEntity', `Cannot perform the operation on the protected role '${row.name}' - this role is only modifiable by AWS`);
  }
}

/** Refuses while the role has policies or stands in an instance profile (R21.10). */
export async function deleteRole(writer: Writer, row: RoleRow): Promise<void> {
  const { db } = writer;
  const { id } = row;
  const attached = await db.selectFrom('attachments').select('policy_arn').where('holder_id', '=', id).limit(1).executeTakeFirst();
  if (attached) throw deleteConflict('detach all policies');
  const inline = await db.selectFrom('inline_policies').select('name').where('holder_id', '=', id).limit(1).executeTakeFirst();
  if (inline) throw deleteConflict('delete policies');
  const profile = await db.selectFrom('instance_profiles').select('id').where('role_id', '=', id).limit(1).executeTakeFirst();
  if (profile) throw deleteConflict('remove roles from instance profile');
  await eraseRole(writer, row);
}

/** Removes a role that nothing hangs on, with its tags and uses. */
export async function eraseRole({ db, changed }: Writer, { id }: RoleRow): Promise<void> {
  await removeAllTags(db, id);
  await forgetUses(db, id);
  await db.deleteFrom('roles').where('id', '=', id).execute();
  changed('role', id);
}
