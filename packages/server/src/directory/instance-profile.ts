import type { InstanceProfileRow, RoleRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { deleteConflict, noSuch, noSuchInstanceProfile } from './fault.ts';
import { hasPathPrefix, nameKey } from './named-entity.ts';
import type { NamedRow } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { removeAllTags } from './tag.ts';

const findRow = (db: Database, account: string, name: string): Promise<InstanceProfileRow | undefined> =>
  db.selectFrom('instance_profiles').selectAll().where('account_id', '=', account).where('name_key', '=', nameKey(name)).executeTakeFirst();

/** @throws ApiError `NoSuchEntity` */
export async function getInstanceProfileRow(db: Database, account: string, name: string): Promise<InstanceProfileRow> {
  const row = await findRow(db, account, name);
  if (!row) throw noSuchInstanceProfile(name);
  return row;
}

export async function insertInstanceProfile({ db, changed }: Writer, named: NamedRow): Promise<InstanceProfileRow> {
  if (await findRow(db, named.account_id, named.name)) throw new ApiError('EntityAlreadyExists', `Instance Profile ${named.name} already exists.`);
  const row: InstanceProfileRow = { ...named, role_id: null };
  await db.insertInto('instance_profiles').values(row).execute();
  changed('instanceProfile', row.id);
  return row;
}

export async function listInstanceProfileRows(
  db: Database,
  account: string,
  { prefix, role }: { readonly prefix?: string | undefined; readonly role?: RoleRow },
  page: PageRequest,
): Promise<Page<InstanceProfileRow>> {
  let query = db.selectFrom('instance_profiles').selectAll().where('account_id', '=', account).orderBy('name_key').limit(page.limit + 1);
  if (role) query = query.where('role_id', '=', role.id);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  if (prefix !== undefined && prefix !== '/') query = query.where(hasPathPrefix(prefix));
  return pageOf(await query.execute(), page, ({ name_key, id }) => ({ key: name_key, id }));
}

/** One role at most (R21.12). */
export async function addRole({ db, changed }: Writer, profile: InstanceProfileRow, role: RoleRow): Promise<void> {
  if (profile.role_id !== null) throw new ApiError('LimitExceeded', 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1');
  await db.updateTable('instance_profiles').set({ role_id: role.id }).where('id', '=', profile.id).execute();
  changed('instanceProfile', profile.id);
}

export async function removeRole({ db, changed }: Writer, profile: InstanceProfileRow, role: RoleRow): Promise<void> {
  if (profile.role_id !== role.id) throw noSuch('role', role.name);
  await db.updateTable('instance_profiles').set({ role_id: null }).where('id', '=', profile.id).execute();
  changed('instanceProfile', profile.id);
}

export async function deleteInstanceProfile({ db, changed }: Writer, { id, role_id }: InstanceProfileRow): Promise<void> {
  if (role_id !== null) throw deleteConflict('remove roles from instance profile');
  await removeAllTags(db, id);
  await db.deleteFrom('instance_profiles').where('id', '=', id).execute();
  changed('instanceProfile', id);
}

/** The roles that profiles hold, by id. */
export async function rolesOfProfiles(db: Database, profiles: readonly InstanceProfileRow[]): Promise<ReadonlyMap<string, RoleRow>> {
  const ids = profiles.flatMap(({ role_id }) => role_id ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('roles').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}
