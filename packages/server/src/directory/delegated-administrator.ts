import type { DelegatedAdministratorRow, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { getMember } from './member.ts';
import type { MemberRow } from './member.ts';
import { constraintViolation, organizationFault } from './organization-fault.ts';
import { pageOf, pageOfAll } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { findServiceAccess } from './service-access.ts';

const registrations = (db: Database, { id }: OrganizationRow) => db.selectFrom('delegated_administrators').selectAll().where('organization_id', '=', id);

/** R23.61
 * @throws ApiError */
export async function registerAdministrator({ db, changed }: Writer, organization: OrganizationRow, account: string, service: string, now: Date): Promise<void> {
  const member = await getMember(db, organization, account);
  if (account === organization.management_account_id) throw constraintViolation('CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR');
  if (member.closed_at !== null) throw constraintViolation('CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR');
  if (!(await findServiceAccess(db, organization, service))) throw constraintViolation('SERVICE_ACCESS_NOT_ENABLED');
  const held = await registrations(db, organization).where('account_id', '=', account).where('service_principal', '=', service).executeTakeFirst();
  if (held) throw organizationFault('AccountAlreadyRegisteredException');
  await db.insertInto('delegated_administrators').values({ organization_id: organization.id, account_id: account, service_principal: service, enabled_at: now.getTime() }).execute();
  changed('organization', organization.id);
}

/** @throws ApiError `AccountNotFoundException`, `AccountNotRegisteredException` */
export async function deregisterAdministrator({ db, changed }: Writer, organization: OrganizationRow, account: string, service: string): Promise<void> {
  await getMember(db, organization, account);
  const { numDeletedRows } = await db
    .deleteFrom('delegated_administrators')
    .where('organization_id', '=', organization.id)
    .where('account_id', '=', account)
    .where('service_principal', '=', service)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw organizationFault('AccountNotRegisteredException');
  changed('organization', organization.id);
}

/** An account with the time of its first registration. */
export interface Administrator {
  readonly member: MemberRow;
  readonly since: number;
}

/** Those of a service, or of any. */
export async function listAdministrators(db: Database, organization: OrganizationRow, service: string | undefined, page: PageRequest): Promise<Page<Administrator>> {
  let query = db
    .selectFrom('delegated_administrators')
    .select(({ fn }) => ['account_id', fn.min<number>('enabled_at').as('since')])
    .where('organization_id', '=', organization.id)
    .groupBy('account_id')
    .orderBy('account_id');
  if (service !== undefined) query = query.where('service_principal', '=', service);
  const { items, marker } = pageOfAll(await query.execute(), page, ({ account_id }) => ({ key: account_id, id: '' }));
  const administrators: Administrator[] = [];
  for (const { account_id, since } of items) administrators.push({ member: await getMember(db, organization, account_id), since: Number(since) });
  return { items: administrators, marker };
}

/** What an account is registered for.
 * @throws ApiError `AccountNotFoundException`, `AccountNotRegisteredException` */
export async function listDelegatedServices(db: Database, organization: OrganizationRow, account: string, page: PageRequest): Promise<Page<DelegatedAdministratorRow>> {
  await getMember(db, organization, account);
  const rows = await registrations(db, organization).where('account_id', '=', account).orderBy('service_principal').execute();
  if (rows.length === 0) throw organizationFault('AccountNotRegisteredException');
  const { after } = page;
  const rest = after ? rows.filter(({ service_principal }) => service_principal > after.key) : rows;
  return pageOf(rest.slice(0, page.limit + 1), page, ({ service_principal }) => ({ key: service_principal, id: '' }));
}
