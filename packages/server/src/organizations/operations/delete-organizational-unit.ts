import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { deleteUnit, getUnit } from '../../directory/organizational-unit.ts';
import { writing } from '../../operation/operation.ts';
import { onTarget } from '../requirement.ts';

export const deleteOrganizationalUnit = writing<organizations.OrganizationsOperations['DeleteOrganizationalUnit']>({
  requires: ({ OrganizationalUnitId }, call) => onTarget('DeleteOrganizationalUnit', 'management', call, OrganizationalUnitId),
  async handle({ OrganizationalUnitId }, { writer, account }) {
    await deleteUnit(writer, await getUnit(writer.db, await getOrganization(writer.db, account), OrganizationalUnitId));
  },
});
