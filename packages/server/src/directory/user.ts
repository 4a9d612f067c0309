import type { Writer, Database } from '../store/store.ts';
import type { UserRow } from '../store/schema.ts';
import { forgetUses } from './action-usage.ts';
import type { Tag, UserFacts } from './facts.ts';
import { alreadyExists, deleteConflict, noSuch } from './fault.ts';
import { hasPathPrefix, insertNamed, nameKey } from './named-entity.ts';
import type { NamedRow } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import type { Snapshot } from './snapshot.ts';
import { removeAllTags } from './tag.ts';

export const findUserRow = (db: Database, account: string, name: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('account_id', '=', account).where('name_key', '=', nameKey(name)).executeTakeFirst();

/** Users by their ids; ids of others are left out. */
export async function findUserRows(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, UserRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('users').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** @throws ApiError `NoSuchEntity` */
export async function getUserRow(db: Database, account: string, name: string): Promise<UserRow> {
  const row = await findUserRow(db, account, name);
  if (!row) throw noSuch('user', name);
  return row;
}

/** The user as the snapshot has it, for answers: what has been acknowledged is in there.
 * @throws ApiError `NoSuchEntity` */
export function knownUser(snapshot: Snapshot, account: string, name: string): { readonly row: UserRow; readonly tags: readonly Tag[] } {
  const facts = snapshot.findNamed('user', account, name);
  if (!facts) throw noSuch('user', name);
  const row: UserRow = {
    id: facts.id,
    account_id: facts.account,
    name: facts.name,
    name_key: nameKey(facts.name),
    path: facts.path,
    boundary_arn: facts.boundary ?? null,
    created_at: facts.createdAt,
    password_last_used: facts.passwordLastUsed ?? null,
  };
  return { row, tags: facts.tags };
}

/** The facts of a user that has been made just now. */
const newUserFacts = (row: UserRow): UserFacts => ({
  kind: 'user',
  createdAt: row.created_at,
  passwordLastUsed: undefined,
  id: row.id,
  account: row.account_id,
  name: row.name,
  path: row.path,
  boundary: row.boundary_arn ?? undefined,
  tags: [],
  groups: [],
  attached: [],
  inline: [],
});

export async function insertUser({ db, changed }: Writer, named: NamedRow, boundary: string | undefined): Promise<UserRow> {
  const row: UserRow = { ...named, boundary_arn: boundary ?? null, password_last_used: null };
  await insertNamed(db.insertInto('users').values(row), () => alreadyExists('user', named.name));
  changed('user', row.id, newUserFacts(row));
  return row;
}

export async function listUserRows(db: Database, account: string, prefix: string | undefined, page: PageRequest): Promise<Page<UserRow>> {
  let query = db.selectFrom('users').selectAll().where('account_id', '=', account).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  if (prefix !== undefined && prefix !== '/') query = query.where(hasPathPrefix(prefix));
  return pageOf(await query.execute(), page, ({ name_key, id }) => ({ key: name_key, id }));
}

/** Renames and re-paths; the unique id stays (R21.5). */
export async function updateUser({ db, changed }: Writer, row: UserRow, name: string | undefined, path: string | undefined): Promise<void> {
  if (name !== undefined) {
    const namesake = await findUserRow(db, row.account_id, name);
    if (namesake && namesake.id !== row.id) throw alreadyExists('user', name);
  }
  const next = name ?? row.name;
  await db
    .updateTable('users')
    .set({ name: next, name_key: nameKey(next), path: path ?? row.path })
    .where('id', '=', row.id)
    .execute();
  changed('user', row.id);
}

/** Refuses while something hangs on the user (R21.6); its boundary and tags go with it. */
export async function deleteUser({ db, changed }: Writer, { id }: UserRow): Promise<void> {
  const attached = await db.selectFrom('attachments').select('policy_arn').where('holder_id', '=', id).limit(1).executeTakeFirst();
  if (attached) throw deleteConflict('detach all policies');
  const inline = await db.selectFrom('inline_policies').select('name').where('holder_id', '=', id).limit(1).executeTakeFirst();
  if (inline) throw deleteConflict('delete policies');
  const profile = await db.selectFrom('login_profiles').select('owner_id').where('owner_id', '=', id).executeTakeFirst();
  if (profile) throw deleteConflict('delete login profile');
  const device = await db.selectFrom('mfa_devices').select('serial').where('owner_id', '=', id).limit(1).executeTakeFirst();
  if (device) throw deleteConflict('delete MFA device');
  const key = await db.selectFrom('access_keys').select('id').where('user_id', '=', id).limit(1).executeTakeFirst();
  const group = await db.selectFrom('group_members').select('group_id').where('user_id', '=', id).limit(1).executeTakeFirst();
  const sshKey = await db.selectFrom('ssh_public_keys').select('id').where('user_id', '=', id).limit(1).executeTakeFirst();
  const certificate = await db.selectFrom('signing_certificates').select('id').where('owner_id', '=', id).limit(1).executeTakeFirst();
  const credential = await db.selectFrom('service_credentials').select('id').where('user_id', '=', id).limit(1).executeTakeFirst();
  if (key ?? group ?? sshKey ?? certificate ?? credential) throw deleteConflict('remove referenced objects');
  await removeAllTags(db, id);
  await forgetUses(db, id);
  await db.deleteFrom('users').where('id', '=', id).execute();
  changed('user', id);
}
