import type { organizations } from '@assent/catalog';
import { checkRoot, disableType } from '../../directory/organization-policy-type.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { shownRoot } from '../answers.ts';
import { onTarget, policyTypeKey } from '../requirement.ts';

export const disablePolicyType = writing<organizations.OrganizationsOperations['DisablePolicyType']>({
  requires: ({ RootId, PolicyType }, call) => onTarget('DisablePolicyType', 'delegates', call, RootId, policyTypeKey(PolicyType)),
  async handle({ RootId, PolicyType }, call) {
    const { writer, account } = call;
    const organization = await getOrganization(writer.db, account);
    checkRoot(organization, RootId);
    await disableType(writer, organization, PolicyType);
    return { Root: await shownRoot(call, organization) };
  },
});
