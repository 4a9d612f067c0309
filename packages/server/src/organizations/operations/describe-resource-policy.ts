import type { organizations } from '@assent/catalog';
import { getResourcePolicy } from '../../directory/organization-resource-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownResourcePolicy } from '../policy-answers.ts';
import { onOrganization } from '../requirement.ts';

export const describeResourcePolicy = reading<organizations.OrganizationsOperations['DescribeResourcePolicy']>({
  requires: () => onOrganization('DescribeResourcePolicy', 'readers'),
  async handle(_input, call) {
    const organization = await getOrganization(call.db, call.account);
    return { ResourcePolicy: shownResourcePolicy(call, organization, await getResourcePolicy(call.db, organization)) };
  },
});
