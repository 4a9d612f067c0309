import type { organizations } from '@assent/catalog';
import { listOrganizationPolicies } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { policySummary } from '../policy-answers.ts';
import { onOrganization, policyTypeKey } from '../requirement.ts';

export const listPolicies = reading<organizations.OrganizationsOperations['ListPolicies']>({
  requires: ({ Filter }) => onOrganization('ListPolicies', 'readers', policyTypeKey(Filter)),
  async handle(input, call) {
    const organization = await getOrganization(call.db, call.account);
    const { items, marker } = await listOrganizationPolicies(call.db, organization, input.Filter, tokenPage(input));
    return { Policies: items.map((policy) => policySummary(call, organization, policy)), NextToken: marker };
  },
});
