import type { organizations } from '@assent/catalog';
import { listMembers } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { getParent } from '../../directory/organizational-unit.ts';
import { reading } from '../../operation/operation.ts';
import { shownAccount, tokenPage } from '../answers.ts';
import { onTarget } from '../requirement.ts';

export const listAccountsForParent = reading<organizations.OrganizationsOperations['ListAccountsForParent']>({
  requires: ({ ParentId }, call) => onTarget('ListAccountsForParent', 'readers', call, ParentId),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    await getParent(call.db, organization, input.ParentId);
    const { items, marker } = await listMembers(call.db, organization, tokenPage(input), input.ParentId);
    return { Accounts: items.map((row) => shownAccount(call, organization, row)), NextToken: marker };
  },
});
