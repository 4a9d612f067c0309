import type { organizations } from '@assent/catalog';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownOrganization } from '../answers.ts';
import { onOrganization } from '../requirement.ts';

/** Open to every account of the organization (R23.9). */
export const describeOrganization = reading<organizations.OrganizationsOperations['DescribeOrganization']>({
  requires: () => onOrganization('DescribeOrganization', 'members'),
  async handle(_input, call) {
    return { Organization: shownOrganization(call, await getOrganization(call.db, call.account)) };
  },
});
