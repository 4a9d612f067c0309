import type { organizations } from '@assent/catalog';
import { continueAllFeatures } from '../../directory/all-features.ts';
import { removeMember } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onOrganization } from '../requirement.ts';

export const leaveOrganization = writing<organizations.OrganizationsOperations['LeaveOrganization']>({
  requires: () => onOrganization('LeaveOrganization', 'members'),
  async handle(_input, { writer, account, now, environment }) {
    const organization = await getOrganization(writer.db, account);
    await removeMember(writer, organization, account, now);
    await continueAllFeatures(writer, organization, { now, random: environment.random });
  },
});
