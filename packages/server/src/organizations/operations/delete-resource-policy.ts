import type { organizations } from '@assent/catalog';
import { removeResourcePolicy } from '../../directory/organization-resource-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onOrganization } from '../requirement.ts';

export const deleteResourcePolicy = writing<organizations.OrganizationsOperations['DeleteResourcePolicy']>({
  requires: () => onOrganization('DeleteResourcePolicy', 'management'),
  async handle(_input, { writer, account }) {
    await removeResourcePolicy(writer, await getOrganization(writer.db, account));
  },
});
