import type { organizations } from '@assent/catalog';
import { getAccountCreation } from '../../directory/account-creation.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownCreation } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

export const describeCreateAccountStatus = reading<organizations.OrganizationsOperations['DescribeCreateAccountStatus']>({
  requires: () => onOrganization('DescribeCreateAccountStatus', 'readers'),
  async handle({ CreateAccountRequestId }, { db, account }) {
    const organization = await getOrganization(db, account);
    return { CreateAccountStatus: shownCreation(await getAccountCreation(db, organization, CreateAccountRequestId)) };
  },
});
