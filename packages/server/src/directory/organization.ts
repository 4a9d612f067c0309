import type { AccountCreationRow, AccountRow, MembershipRow, OrganizationRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { freeAccountId, insertAccount } from './account.ts';
import { attachPolicy, holderOf } from './attachment.ts';
import { lowerCaseId } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { newNamedRow, wholeSeconds } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { insertRole } from './role.ts';

/** An account with its place in the organization. */
export type MemberRow = AccountRow & Pick<MembershipRow, 'organization_id' | 'parent_id' | 'joined_method' | 'joined_at' | 'status'>;

export function findOrganization(db: Database, account: string): Promise<OrganizationRow | undefined> {
  return db
    .selectFrom('organizations')
    .innerJoin('memberships', 'memberships.organization_id', 'organizations.id')
    .selectAll('organizations')
    .where('memberships.account_id', '=', account)
    .executeTakeFirst();
}

/** The organization that an account is in.
 * @throws ApiError `AWSOrganizationsNotInUseException` (R23.12) */
export async function getOrganization(db: Database, account: string): Promise<OrganizationRow> {
  const row = await findOrganization(db, account);
  if (!row) throw new ApiError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  return row;
}

/** R23.11
 * @throws ApiError `AccessDeniedException` for members */
export async function getManagedOrganization(db: Database, account: string): Promise<OrganizationRow> {
  const row = await getOrganization(db, account);
  if (row.management_account_id !== account) throw new ApiError('AccessDeniedException', "You don't have permissions to access this resource.");
  return row;
}

/** R23.20: the account becomes the management account, under the new root. */
export async function insertOrganization(
  { db, changed }: Writer,
  account: string,
  featureSet: OrganizationRow['feature_set'],
  { now, random }: { readonly now: Date; readonly random: RandomBytes },
): Promise<OrganizationRow> {
  if (await findOrganization(db, account)) throw new ApiError('AlreadyInOrganizationException', 'The AWS account is already a member of an organization.');
  const row: OrganizationRow = {
    id: lowerCaseId('o-', 10, random),
    management_account_id: account,
    feature_set: featureSet,
    root_id: lowerCaseId('r-', 4, random),
    created_at: wholeSeconds(now),
  };
  await db.insertInto('organizations').values(row).execute();
  await insertMembership(db, row, account, 'INVITED', now);
  changed('organization', row.id);
  changed('account', account);
  return row;
}

async function insertMembership(db: Database, organization: OrganizationRow, account: string, method: MembershipRow['joined_method'], now: Date): Promise<void> {
  await db
    .insertInto('memberships')
    .values({ account_id: account, organization_id: organization.id, parent_id: organization.root_id, joined_method: method, joined_at: wholeSeconds(now), status: 'ACTIVE' })
    .execute();
}

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly roleName: string | undefined;
}

const defaultRole = 'OrganizationAccountAccessRole';

/** Makes an account under the root, with the role that lets the management account in (R23.24). What is answered is the
 * request for it, in progress: that it has ended is learned by asking.
 * @returns the request, ended */
export async function createMember(
  writer: Writer,
  organization: OrganizationRow,
  { name, email, roleName }: NewMember,
  { now, random }: { readonly now: Date; readonly random: RandomBytes },
): Promise<AccountCreationRow> {
  const { db } = writer;
  const request: AccountCreationRow = {
    id: lowerCaseId('car-', 32, random),
    organization_id: organization.id,
    account_name: name,
    email,
    state: 'FAILED',
    account_id: null,
    failure_reason: 'EMAIL_ALREADY_EXISTS',
    requested_at: now.getTime(),
    completed_at: now.getTime(),
  };
  const taken = await db.selectFrom('accounts').select('id').where('email', '=', email).executeTakeFirst();
  const ended: AccountCreationRow = taken ? request : { ...request, state: 'SUCCEEDED', failure_reason: null, account_id: await freeAccountId(db, random) };
  if (ended.account_id !== null) {
    await insertAccount(writer, { id: ended.account_id, name, email, now });
    await insertMembership(db, organization, ended.account_id, 'CREATED', now);
    await insertAccessRole(writer, ended.account_id, organization.management_account_id, roleName ?? defaultRole, { now, random });
  }
  await db.insertInto('account_creations').values(ended).execute();
  return ended;
}

async function insertAccessRole(writer: Writer, account: string, managementAccount: string, name: string, { now, random }: { readonly now: Date; readonly random: RandomBytes }): Promise<void> {
  const statement = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${managementAccount}:root` }, Action: 'sts:AssumeRole' };
  const role = await insertRole(writer, newNamedRow('AROA', account, name, '/', now, random), {
    trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    trustPrincipals: {},
    description: undefined,
    maxSessionDuration: undefined,
    boundary: undefined,
  });
  await attachPolicy(writer, holderOf('role', role), 'arn:aws:iam::aws:policy/AdministratorAccess', now);
}

/** @throws ApiError `CreateAccountStatusNotFoundException` */
export async function getAccountCreation(db: Database, organization: OrganizationRow, id: string): Promise<AccountCreationRow> {
  const row = await db.selectFrom('account_creations').selectAll().where('id', '=', id).where('organization_id', '=', organization.id).executeTakeFirst();
  if (!row) throw new ApiError('CreateAccountStatusNotFoundException', "We can't find a create account request with the specified identifier.");
  return row;
}

export async function listMembers(db: Database, organization: OrganizationRow, page: PageRequest): Promise<Page<MemberRow>> {
  let query = db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .selectAll('accounts')
    .select(['organization_id', 'parent_id', 'joined_method', 'joined_at', 'status'])
    .where('organization_id', '=', organization.id)
    .orderBy('accounts.id')
    .limit(page.limit + 1);
  if (page.after) query = query.where('accounts.id', '>', page.after.key);
  return pageOf(await query.execute(), page, ({ id }) => ({ key: id, id: '' }));
}

/** @throws ApiError `AccountNotFoundException` */
export async function getMember(db: Database, organization: OrganizationRow, account: string): Promise<MemberRow> {
  const row = await db
    .selectFrom('memberships')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .selectAll('accounts')
    .select(['organization_id', 'parent_id', 'joined_method', 'joined_at', 'status'])
    .where('organization_id', '=', organization.id)
    .where('accounts.id', '=', account)
    .executeTakeFirst();
  if (!row) throw new ApiError('AccountNotFoundException', "You specified an account that doesn't exist.");
  return row;
}
