import type { organizations } from '@assent/catalog';
import { continueAllFeatures } from '../../directory/all-features.ts';
import { removeMember } from '../../directory/member.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onAccount } from '../requirement.ts';

export const removeAccountFromOrganization = writing<organizations.OrganizationsOperations['RemoveAccountFromOrganization']>({
  requires: ({ AccountId }, call) => onAccount('RemoveAccountFromOrganization', 'management', call, AccountId),
  async handle({ AccountId }, { writer, account, now, environment }) {
    const organization = await getOrganization(writer.db, account);
    await removeMember(writer, organization, AccountId, now);
    await continueAllFeatures(writer, organization, { now, random: environment.random });
  },
});
