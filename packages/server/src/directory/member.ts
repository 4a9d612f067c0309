import type { AccountRow } from '../store/schema.ts';
import type { MembershipRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { wholeSeconds } from './named-entity.ts';
import type { Making } from './organization.ts';
import { constraintViolation, organizationFault } from './organization-fault.ts';
import { attachDefaults, detachAll } from './organization-policy-attachment.ts';
import { getParent } from './organizational-unit.ts';
import { ensureOrganizationsRole } from './organizations-role.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { removeAllTags } from './tag.ts';

/** An account with its place in the organization. */
export type MemberRow = AccountRow & Pick<MembershipRow, 'organization_id' | 'parent_id' | 'joined_method' | 'joined_at'>;

const members = (db: Database, organization: OrganizationRow) =>
  db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .selectAll('accounts')
    .select(['organization_id', 'parent_id', 'joined_method', 'joined_at'])
    .where('organization_id', '=', organization.id);

/** Those of the organization, or directly below a parent (R23.30). */
export async function listMembers(db: Database, organization: OrganizationRow, page: PageRequest, parent?: string): Promise<Page<MemberRow>> {
  let query = members(db, organization).orderBy('accounts.id').limit(page.limit + 1);
  if (parent !== undefined) query = query.where('parent_id', '=', parent);
  if (page.after) query = query.where('accounts.id', '>', page.after.key);
  return pageOf(await query.execute(), page, ({ id }) => ({ key: id, id: '' }));
}

export const findMember = (db: Database, organization: OrganizationRow, account: string): Promise<MemberRow | undefined> =>
  members(db, organization).where('accounts.id', '=', account).executeTakeFirst();

/** @throws ApiError `AccountNotFoundException` */
export async function getMember(db: Database, organization: OrganizationRow, account: string): Promise<MemberRow> {
  const row = await findMember(db, organization, account);
  if (!row) throw organizationFault('AccountNotFoundException');
  return row;
}

/** The account stands under the root, with AWS's policies attached (R23.48). */
export async function insertMembership(writer: Writer, organization: OrganizationRow, account: string, method: MembershipRow['joined_method'], { now }: Making): Promise<void> {
  const { db, changed } = writer;
  await db.insertInto('memberships').values({ account_id: account, organization_id: organization.id, parent_id: organization.root_id, joined_method: method, joined_at: wholeSeconds(now) }).execute();
  await attachDefaults(writer, organization, account, now);
  changed('account', account);
}

/** An invited account joins. */
export async function joinOrganization(writer: Writer, organization: OrganizationRow, account: string, making: Making): Promise<void> {
  await insertMembership(writer, organization, account, 'INVITED', making);
  await ensureOrganizationsRole(writer, account, making);
}

/** R23.27
 * @throws ApiError */
export async function moveMember({ db, changed }: Writer, organization: OrganizationRow, account: string, source: string, destination: string): Promise<void> {
  const member = await getMember(db, organization, account);
  await getParent(db, organization, source, 'SourceParentNotFoundException');
  await getParent(db, organization, destination, 'DestinationParentNotFoundException');
  if (member.parent_id === destination) throw organizationFault('DuplicateAccountException');
  if (member.parent_id !== source) throw organizationFault('SourceParentNotFoundException');
  await db.updateTable('memberships').set({ parent_id: destination }).where('account_id', '=', account).execute();
  changed('account', account);
}

const waitPeriod = 7 * 24 * 3600 * 1000;

/** The account stands on its own again (R23.28); its tags belong to the organization and go.
 * @throws ApiError */
export async function removeMember({ db, changed }: Writer, organization: OrganizationRow, account: string, now: Date): Promise<void> {
  const member = await getMember(db, organization, account);
  if (account === organization.management_account_id) throw organizationFault('MasterCannotLeaveOrganizationException');
  const registered = await db.selectFrom('delegated_administrators').select('service_principal').where('account_id', '=', account).limit(1).executeTakeFirst();
  if (registered) throw constraintViolation('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG');
  if (member.joined_method === 'CREATED' && now.getTime() - member.joined_at < waitPeriod) throw constraintViolation('WAIT_PERIOD_ACTIVE');
  await detachAll(db, account);
  await removeAllTags(db, account);
  await db.deleteFrom('memberships').where('account_id', '=', account).execute();
  changed('account', account);
}

/** R23.26
 * @throws ApiError */
export async function closeMember({ db, changed }: Writer, organization: OrganizationRow, account: string, now: Date): Promise<void> {
  const member = await getMember(db, organization, account);
  if (account === organization.management_account_id) throw constraintViolation('CANNOT_CLOSE_MANAGEMENT_ACCOUNT');
  if (member.closed_at !== null) throw organizationFault('AccountAlreadyClosedException');
  await db.updateTable('accounts').set({ closed_at: now.getTime() }).where('id', '=', account).execute();
  changed('account', account);
}
