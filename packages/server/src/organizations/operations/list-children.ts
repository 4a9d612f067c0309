import type { organizations } from '@assent/catalog';
import { listMembers } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { getParent, listUnits } from '../../directory/organizational-unit.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { onTarget } from '../requirement.ts';

export const listChildren = reading<organizations.OrganizationsOperations['ListChildren']>({
  requires: ({ ParentId }, call) => onTarget('ListChildren', 'readers', call, ParentId),
  async handle(input, { db, account }) {
    const organization = await getOrganization(db, account);
    await getParent(db, organization, input.ParentId);
    const page = tokenPage(input);
    const { items, marker } = input.ChildType === 'ACCOUNT' ? await listMembers(db, organization, page, input.ParentId) : await listUnits(db, input.ParentId, page);
    return { Children: items.map(({ id }) => ({ Id: id, Type: input.ChildType })), NextToken: marker };
  },
});
