import type { AccountCreationRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { freeAccountId, insertAccount } from './account.ts';
import { attachPolicy, holderOf } from './attachment.ts';
import { lowerCaseId } from './identifier.ts';
import { insertMembership } from './member.ts';
import { newNamedRow } from './named-entity.ts';
import type { Making } from './organization.ts';
import { organizationFault } from './organization-fault.ts';
import { ensureOrganizationsRole } from './organizations-role.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { insertRole } from './role.ts';

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly roleName: string | undefined;
}

const defaultRole = 'OrganizationAccountAccessRole';

/** Makes an account under the root, with the role that lets the management account in (R23.24). What is answered is the
 * request for it, in progress: that it has ended is learned by asking.
 * @returns the request, ended */
export async function createMember(writer: Writer, organization: OrganizationRow, { name, email, roleName }: NewMember, making: Making): Promise<AccountCreationRow> {
  const { db } = writer;
  const { now, random } = making;
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
    await insertMembership(writer, organization, ended.account_id, 'CREATED', making);
    await insertAccessRole(writer, ended.account_id, organization.management_account_id, roleName ?? defaultRole, making);
    await ensureOrganizationsRole(writer, ended.account_id, making);
  }
  await db.insertInto('account_creations').values(ended).execute();
  return ended;
}

async function insertAccessRole(writer: Writer, account: string, managementAccount: string, name: string, { now, random }: Making): Promise<void> {
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
  if (!row) throw organizationFault('CreateAccountStatusNotFoundException');
  return row;
}

/** Without states, all. */
export async function listAccountCreations(db: Database, organization: OrganizationRow, states: readonly AccountCreationRow['state'][] | undefined, page: PageRequest): Promise<Page<AccountCreationRow>> {
  let query = db.selectFrom('account_creations').selectAll().where('organization_id', '=', organization.id).orderBy('id').limit(page.limit + 1);
  if (states && states.length > 0) query = query.where('state', 'in', states);
  if (page.after) query = query.where('id', '>', page.after.key);
  return pageOf(await query.execute(), page, ({ id }) => ({ key: id, id: '' }));
}
