import type { GroupRow, UserRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { alreadyExists, deleteConflict, noSuch } from './fault.ts';
import { hasPathPrefix, nameKey } from './named-entity.ts';
import type { NamedRow } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { checkQuota } from './quota.ts';

const findGroupRow = (db: Database, account: string, name: string): Promise<GroupRow | undefined> =>
  db.selectFrom('groups').selectAll().where('account_id', '=', account).where('name_key', '=', nameKey(name)).executeTakeFirst();

/** @throws ApiError `NoSuchEntity` */
export async function getGroupRow(db: Database, account: string, name: string): Promise<GroupRow> {
  const row = await findGroupRow(db, account, name);
  if (!row) throw noSuch('group', name);
  return row;
}

export async function insertGroup({ db, changed }: Writer, row: NamedRow): Promise<GroupRow> {
  if (await findGroupRow(db, row.account_id, row.name)) throw alreadyExists('group', row.name);
  await db.insertInto('groups').values(row).execute();
  changed('group', row.id);
  return row;
}

export async function listGroupRows(db: Database, account: string, prefix: string | undefined, page: PageRequest): Promise<Page<GroupRow>> {
  let query = db.selectFrom('groups').selectAll().where('account_id', '=', account).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  if (prefix !== undefined && prefix !== '/') query = query.where(hasPathPrefix(prefix));
  return pageOf(await query.execute(), page, ({ name_key, id }) => ({ key: name_key, id }));
}

export async function updateGroup({ db, changed }: Writer, row: GroupRow, name: string | undefined, path: string | undefined): Promise<void> {
  if (name !== undefined) {
    const namesake = await findGroupRow(db, row.account_id, name);
    if (namesake && namesake.id !== row.id) throw alreadyExists('group', name);
  }
  const next = name ?? row.name;
  await db
    .updateTable('groups')
    .set({ name: next, name_key: nameKey(next), path: path ?? row.path })
    .where('id', '=', row.id)
    .execute();
  changed('group', row.id);
}

/** Refuses while the group has users or policies (R21.7). */
export async function deleteGroup({ db, changed }: Writer, { id }: GroupRow): Promise<void> {
  const member = await db.selectFrom('group_members').select('user_id').where('group_id', '=', id).limit(1).executeTakeFirst();
  if (member) throw deleteConflict('remove users from group');
  const attached = await db.selectFrom('attachments').select('policy_arn').where('holder_id', '=', id).limit(1).executeTakeFirst();
  if (attached) throw deleteConflict('detach all policies');
  const inline = await db.selectFrom('inline_policies').select('name').where('holder_id', '=', id).limit(1).executeTakeFirst();
  if (inline) throw deleteConflict('delete policies');
  await db.deleteFrom('groups').where('id', '=', id).execute();
  changed('group', id);
}

/** Idempotent (R21.7).
 * @throws ApiError `LimitExceeded` for more than ten groups */
export async function addMember({ db, changed }: Writer, group: GroupRow, user: UserRow): Promise<void> {
  const groups = await db.selectFrom('group_members').select('group_id').where('user_id', '=', user.id).execute();
  if (groups.some(({ group_id }) => group_id === group.id)) return;
  checkQuota('GroupsPerUser', groups.length + 1);
  await db.insertInto('group_members').values({ group_id: group.id, user_id: user.id }).execute();
  changed('user', user.id);
}

/** @throws ApiError `NoSuchEntity` where the user is no member */
export async function removeMember({ db, changed }: Writer, group: GroupRow, user: UserRow): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('group_members').where('group_id', '=', group.id).where('user_id', '=', user.id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw noSuch('user', user.name);
  changed('user', user.id);
}

export async function listMembers(db: Database, { id }: GroupRow, page: PageRequest): Promise<Page<UserRow>> {
  let query = db.selectFrom('group_members').innerJoin('users', 'users.id', 'group_members.user_id').selectAll('users').where('group_id', '=', id).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  return pageOf(await query.execute(), page, (row) => ({ key: row.name_key, id: row.id }));
}

export async function listGroupsOf(db: Database, { id }: UserRow, page: PageRequest): Promise<Page<GroupRow>> {
  let query = db.selectFrom('group_members').innerJoin('groups', 'groups.id', 'group_members.group_id').selectAll('groups').where('user_id', '=', id).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  return pageOf(await query.execute(), page, (row) => ({ key: row.name_key, id: row.id }));
}
