import type { organizations } from '@assent/catalog';
import { getOrganizationPolicy } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownPolicy } from '../policy-answers.ts';
import { onPolicy } from '../requirement.ts';

export const describePolicy = reading<organizations.OrganizationsOperations['DescribePolicy']>({
  requires: ({ PolicyId }, call) => onPolicy('DescribePolicy', 'readers', call, PolicyId),
  async handle({ PolicyId }, call) {
    const organization = await getOrganization(call.db, call.account);
    return { Policy: shownPolicy(call, organization, await getOrganizationPolicy(call.db, organization, PolicyId)) };
  },
});
