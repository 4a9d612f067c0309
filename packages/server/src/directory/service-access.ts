import type { OrganizationRow, ServiceAccessRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { constraintViolation, invalidInput } from './organization-fault.ts';
import { isEnabled, typeOfService } from './organization-policy-type.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';

/** R23.60: of AWS's services, whatever they are, and of no others.
 * @throws ApiError `InvalidInputException` */
export function checkServicePrincipal(name: string): void {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+){0,3}\.amazonaws\.com(\.cn)?$/.test(name)) return;
  throw invalidInput('UNRECOGNIZED_SERVICE_PRINCIPAL', 'You specified an unrecognized service principal.');
}

export const findServiceAccess = (db: Database, { id }: OrganizationRow, service: string): Promise<ServiceAccessRow | undefined> =>
  db.selectFrom('service_accesses').selectAll().where('organization_id', '=', id).where('service_principal', '=', service).executeTakeFirst();

/** Idempotent: the time of the first counts. */
export async function enableServiceAccess({ db }: Writer, { id }: OrganizationRow, service: string, now: Date): Promise<void> {
  await db
    .insertInto('service_accesses')
    .values({ organization_id: id, service_principal: service, enabled_at: now.getTime() })
    .onConflict((conflict) => conflict.columns(['organization_id', 'service_principal']).doNothing())
    .execute();
}

/** Who was registered for the service is so no longer.
 * @throws ApiError `ConstraintViolationException` where a policy type needs it */
export async function disableServiceAccess({ db, changed }: Writer, organization: OrganizationRow, service: string): Promise<void> {
  const type = typeOfService(service);
  if (type && (await isEnabled(db, organization, type))) throw constraintViolation('POLICY_TYPE_ENABLED_FOR_THIS_SERVICE');
  await db.deleteFrom('delegated_administrators').where('organization_id', '=', organization.id).where('service_principal', '=', service).execute();
  await db.deleteFrom('service_accesses').where('organization_id', '=', organization.id).where('service_principal', '=', service).execute();
  changed('organization', organization.id);
}

export async function listServiceAccesses(db: Database, { id }: OrganizationRow, page: PageRequest): Promise<Page<ServiceAccessRow>> {
  let query = db.selectFrom('service_accesses').selectAll().where('organization_id', '=', id).orderBy('service_principal').limit(page.limit + 1);
  if (page.after) query = query.where('service_principal', '>', page.after.key);
  return pageOf(await query.execute(), page, ({ service_principal }) => ({ key: service_principal, id: '' }));
}
