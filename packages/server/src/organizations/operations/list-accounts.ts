import type { organizations } from '@assent/catalog';
import { listMembers } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownAccount, tokenPage } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

export const listAccounts = reading<organizations.OrganizationsOperations['ListAccounts']>({
  requires: () => onOrganization('ListAccounts', 'readers'),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    const { items, marker } = await listMembers(call.db, organization, tokenPage(input));
    return { Accounts: items.map((row) => shownAccount(call, organization, row)), NextToken: marker };
  },
});
