import type { organizations } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { getAccountCreation, getManagedOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownCreation } from '../answers.ts';

export const describeCreateAccountStatus = reading<organizations.OrganizationsOperations['DescribeCreateAccountStatus']>({
  requires: () => onAnything('organizations:DescribeCreateAccountStatus'),
  async handle({ CreateAccountRequestId }, { db, account }) {
    const organization = await getManagedOrganization(db, account);
    return { CreateAccountStatus: shownCreation(await getAccountCreation(db, organization, CreateAccountRequestId)) };
  },
});
