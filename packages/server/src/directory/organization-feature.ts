import type { OrganizationFeature } from '../store/tables/federation.ts';
import type { OrganizationRow } from '../store/tables/organizations.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { findOrganization } from './organization.ts';
import { findServiceAccess } from './service-access.ts';

/** The service that root access of member accounts is managed by. */
const service = 'iam.amazonaws.com';

/** The organization whose root access an account manages: as its management account or its delegated administrator of IAM,
 * with all features and trusted access (R21.52).
 * @throws ApiError `OrganizationNotFoundException`, `OrganizationNotInAllFeaturesModeException`,
 * `AccountNotManagementOrDelegatedAdministratorException`, `ServiceAccessNotEnabledException` */
export async function managedOrganization(db: Database, account: string): Promise<OrganizationRow> {
  const organization = await findOrganization(db, account);
  if (!organization) throw new ApiError('OrganizationNotFoundException', 'The account is not a member of an organization.');
  if (organization.feature_set !== 'ALL') throw new ApiError('OrganizationNotInAllFeaturesModeException', 'The organization does not have all features enabled.');
  if (organization.management_account_id !== account && !(await isAdministrator(db, organization, account))) {
    throw new ApiError('AccountNotManagementOrDelegatedAdministratorException', 'The account is neither the management account of the organization nor a delegated administrator for IAM.');
  }
  if (!(await findServiceAccess(db, organization, service))) throw new ApiError('ServiceAccessNotEnabledException', `Trusted access for ${service} is not enabled in the organization.`);
  return organization;
}

async function isAdministrator(db: Database, { id }: OrganizationRow, account: string): Promise<boolean> {
  const row = await db.selectFrom('delegated_administrators').select('account_id').where('organization_id', '=', id).where('account_id', '=', account).where('service_principal', '=', service).executeTakeFirst();
  return row !== undefined;
}

export async function listFeatures(db: Database, { id }: OrganizationRow): Promise<readonly OrganizationFeature[]> {
  const rows = await db.selectFrom('organization_features').select('feature').where('organization_id', '=', id).orderBy('feature').execute();
  return rows.map(({ feature }) => feature);
}

/** Switches a feature on or off; one that is so already stays so. */
export async function setFeature({ db }: Writer, { id }: OrganizationRow, feature: OrganizationFeature, enabled: boolean): Promise<void> {
  if (enabled) {
    await db
      .insertInto('organization_features')
      .values({ organization_id: id, feature })
      .onConflict((conflict) => conflict.columns(['organization_id', 'feature']).doNothing())
      .execute();
    return;
  }
  await db.deleteFrom('organization_features').where('organization_id', '=', id).where('feature', '=', feature).execute();
}
