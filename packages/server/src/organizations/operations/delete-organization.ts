import type { organizations } from '@assent/catalog';
import { getOrganization, removeOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onOrganization } from '../requirement.ts';

export const deleteOrganization = writing<organizations.OrganizationsOperations['DeleteOrganization']>({
  requires: () => onOrganization('DeleteOrganization', 'management'),
  async handle(_input, { writer, account }) {
    await removeOrganization(writer, await getOrganization(writer.db, account));
  },
});
