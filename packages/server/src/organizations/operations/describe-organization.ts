import type { organizations } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { shownOrganization } from '../answers.ts';

/** Open to every account of the organization (R23.9). */
export const describeOrganization = reading<organizations.OrganizationsOperations['DescribeOrganization']>({
  requires: () => onAnything('organizations:DescribeOrganization'),
  async handle(_input, call) {
    return { Organization: shownOrganization(call, await getOrganization(call.db, call.account)) };
  },
});
