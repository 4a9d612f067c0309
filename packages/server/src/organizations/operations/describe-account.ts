import type { organizations } from '@assent/catalog';
import { getMember } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownAccount } from '../answers.ts';
import { onAccount } from '../requirement.ts';

export const describeAccount = reading<organizations.OrganizationsOperations['DescribeAccount']>({
  requires: ({ AccountId }, call) => onAccount('DescribeAccount', 'readers', call, AccountId),
  async handle({ AccountId }, call) {
    const organization = await getOrganization(call.db, call.account);
    return { Account: shownAccount(call, organization, await getMember(call.db, organization, AccountId)) };
  },
});
