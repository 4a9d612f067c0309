import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { getParent, listUnits } from '../../directory/organizational-unit.ts';
import { reading } from '../../operation/operation.ts';
import { shownUnit, tokenPage } from '../answers.ts';
import { onTarget } from '../requirement.ts';

export const listOrganizationalUnitsForParent = reading<organizations.OrganizationsOperations['ListOrganizationalUnitsForParent']>({
  requires: ({ ParentId }, call) => onTarget('ListOrganizationalUnitsForParent', 'readers', call, ParentId),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    await getParent(call.db, organization, input.ParentId);
    const { items, marker } = await listUnits(call.db, input.ParentId, tokenPage(input));
    return { OrganizationalUnits: await Promise.all(items.map((row) => shownUnit(call, organization, row))), NextToken: marker };
  },
});
