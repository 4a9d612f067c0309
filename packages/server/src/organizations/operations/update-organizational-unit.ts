import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { getUnit, renameUnit } from '../../directory/organizational-unit.ts';
import { writing } from '../../operation/operation.ts';
import { shownUnit } from '../answers.ts';
import { onTarget } from '../requirement.ts';

export const updateOrganizationalUnit = writing<organizations.OrganizationsOperations['UpdateOrganizationalUnit']>({
  requires: ({ OrganizationalUnitId }, call) => onTarget('UpdateOrganizationalUnit', 'management', call, OrganizationalUnitId),
  async handle({ OrganizationalUnitId, Name }, call) {
    const { writer, account } = call;
    const organization = await getOrganization(writer.db, account);
    const row = await getUnit(writer.db, organization, OrganizationalUnitId);
    return { OrganizationalUnit: await shownUnit(call, organization, Name === undefined ? row : await renameUnit(writer, row, Name)) };
  },
});
