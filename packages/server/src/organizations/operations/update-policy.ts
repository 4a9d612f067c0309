import type { organizations } from '@assent/catalog';
import { getChangeablePolicy, updateOrganizationPolicy } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownPolicy } from '../policy-answers.ts';
import { onPolicy } from '../requirement.ts';

export const updatePolicy = writing<organizations.OrganizationsOperations['UpdatePolicy']>({
  requires: ({ PolicyId }, call) => onPolicy('UpdatePolicy', 'delegates', call, PolicyId),
  async handle({ PolicyId, Name, Description, Content }, call) {
    const { writer, account, now } = call;
    const organization = await getOrganization(writer.db, account);
    const row = await getChangeablePolicy(writer.db, organization, PolicyId);
    return { Policy: shownPolicy(call, organization, await updateOrganizationPolicy(writer, organization, row, { name: Name, description: Description, content: Content }, now)) };
  },
});
