import type { organizations } from '@assent/catalog';
import { constraintViolation } from '../../directory/organization-fault.ts';
import { checkOrganizationTags } from '../../directory/organization-tag.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onOrganization, withTags } from '../requirement.ts';

/** No account of this server has a twin in another partition: as in AWS for a management account without one. */
export const createGovCloudAccount = writing<organizations.OrganizationsOperations['CreateGovCloudAccount']>({
  requires: ({ Tags }) => withTags(onOrganization('CreateGovCloudAccount', 'management'), Tags),
  async handle({ Tags = [] }, { writer, account }) {
    await getOrganization(writer.db, account);
    checkOrganizationTags(Tags);
    throw constraintViolation('MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED');
  },
});
