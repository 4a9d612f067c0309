import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { getUnit } from '../../directory/organizational-unit.ts';
import { reading } from '../../operation/operation.ts';
import { shownUnit } from '../answers.ts';
import { onTarget } from '../requirement.ts';

export const describeOrganizationalUnit = reading<organizations.OrganizationsOperations['DescribeOrganizationalUnit']>({
  requires: ({ OrganizationalUnitId }, call) => onTarget('DescribeOrganizationalUnit', 'readers', call, OrganizationalUnitId),
  async handle({ OrganizationalUnitId }, call) {
    const organization = await getOrganization(call.db, call.account);
    return { OrganizationalUnit: await shownUnit(call, organization, await getUnit(call.db, organization, OrganizationalUnitId)) };
  },
});
