import { listFeatures } from '../../directory/organization-feature.ts';
import type { OrganizationFeature } from '../../store/tables/federation.ts';
import type { OrganizationRow } from '../../store/tables/organizations.ts';
import type { Database } from '../../store/store.ts';

/** The features of an organization as the operations on them answer. */
export const shownFeatures = async (db: Database, organization: OrganizationRow): Promise<{ readonly OrganizationId: string; readonly EnabledFeatures: readonly OrganizationFeature[] }> => ({
  OrganizationId: organization.id,
  EnabledFeatures: await listFeatures(db, organization),
});
