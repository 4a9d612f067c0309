import type { organizations } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { getManagedOrganization, listMembers } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownAccount, tokenPage } from '../answers.ts';

export const listAccounts = reading<organizations.OrganizationsOperations['ListAccounts']>({
  requires: () => onAnything('organizations:ListAccounts'),
  async handle(input, call) {
    const organization = await getManagedOrganization(call.db, call.account);
    const page = await listMembers(call.db, organization, tokenPage(input));
    return { Accounts: page.items.map((row) => shownAccount(call, organization, row)), NextToken: page.marker };
  },
});
