import type { organizations } from '@assent/catalog';
import { getManagedOrganization, getMember } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownAccount } from '../answers.ts';

export const describeAccount = reading<organizations.OrganizationsOperations['DescribeAccount']>({
  requires: ({ AccountId }, { partition, account, snapshot }) => {
    const organization = snapshot.organizationOf(account);
    const resource = organization ? `arn:${partition}:organizations::${organization.managementAccount}:account/${organization.id}/${AccountId}` : '*';
    return { action: 'organizations:DescribeAccount', resource, resourceAccount: account };
  },
  async handle({ AccountId }, call) {
    const organization = await getManagedOrganization(call.db, call.account);
    return { Account: shownAccount(call, organization, await getMember(call.db, organization, AccountId)) };
  },
});
