import type { organizations } from '@assent/catalog';
import { deleteOrganizationPolicy, getChangeablePolicy } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onPolicy } from '../requirement.ts';

export const deletePolicy = writing<organizations.OrganizationsOperations['DeletePolicy']>({
  requires: ({ PolicyId }, call) => onPolicy('DeletePolicy', 'delegates', call, PolicyId),
  async handle({ PolicyId }, { writer, account }) {
    await deleteOrganizationPolicy(writer, await getChangeablePolicy(writer.db, await getOrganization(writer.db, account), PolicyId));
  },
});
