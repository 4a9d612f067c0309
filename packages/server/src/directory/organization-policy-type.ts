import type { OrganizationPolicyType, OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { constraintViolation, organizationFault } from './organization-fault.ts';
import { attachDefaultEverywhere, detachType } from './organization-policy-attachment.ts';

/** Types that need access for their service to be enabled first. */
const servicesOfTypes: Partial<Readonly<Record<OrganizationPolicyType, string>>> = { SECURITYHUB_POLICY: 'securityhub.amazonaws.com' };

/** The enabled types of policy, which stand at the root (R23.22). */
export async function listPolicyTypes(db: Database, { id }: OrganizationRow): Promise<readonly OrganizationPolicyType[]> {
  const rows = await db.selectFrom('organization_policy_types').select('type').where('organization_id', '=', id).orderBy('type').execute();
  return rows.map(({ type }) => type);
}

export async function isEnabled(db: Database, { id }: OrganizationRow, type: OrganizationPolicyType): Promise<boolean> {
  return (await db.selectFrom('organization_policy_types').select('type').where('organization_id', '=', id).where('type', '=', type).executeTakeFirst()) !== undefined;
}

/** @throws ApiError `RootNotFoundException` */
export function checkRoot({ root_id }: OrganizationRow, root: string): void {
  if (root !== root_id) throw organizationFault('RootNotFoundException');
}

/** R23.42
 * @throws ApiError */
export async function enableType(writer: Writer, organization: OrganizationRow, type: OrganizationPolicyType, now: Date): Promise<void> {
  if (organization.feature_set !== 'ALL') throw organizationFault('PolicyTypeNotAvailableForOrganizationException');
  if (await isEnabled(writer.db, organization, type)) throw organizationFault('PolicyTypeAlreadyEnabledException');
  const service = servicesOfTypes[type];
  if (service !== undefined) {
    const access = await writer.db.selectFrom('service_accesses').select('enabled_at').where('organization_id', '=', organization.id).where('service_principal', '=', service).executeTakeFirst();
    if (!access) throw constraintViolation('SERVICE_ACCESS_NOT_ENABLED');
  }
  await insertPolicyType(writer, organization, type, now);
}

/** Enables a type, and attaches AWS's own policy of it to all there is. */
export async function insertPolicyType(writer: Writer, organization: OrganizationRow, type: OrganizationPolicyType, now: Date): Promise<void> {
  await writer.db.insertInto('organization_policy_types').values({ organization_id: organization.id, type }).execute();
  await attachDefaultEverywhere(writer, organization, type, now);
  writer.changed('organization', organization.id);
}

/** R23.43
 * @throws ApiError `PolicyTypeNotEnabledException` */
export async function disableType(writer: Writer, organization: OrganizationRow, type: OrganizationPolicyType): Promise<void> {
  if (!(await isEnabled(writer.db, organization, type))) throw organizationFault('PolicyTypeNotEnabledException');
  await detachType(writer, organization, type);
  await writer.db.deleteFrom('organization_policy_types').where('organization_id', '=', organization.id).where('type', '=', type).execute();
  writer.changed('organization', organization.id);
}

/** The type that cannot go on without access for a service. */
export const typeOfService = (service: string): OrganizationPolicyType | undefined =>
  (Object.keys(servicesOfTypes) as OrganizationPolicyType[]).find((type) => servicesOfTypes[type] === service);
