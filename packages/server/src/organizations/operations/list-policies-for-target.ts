import type { organizations } from '@assent/catalog';
import { getTarget, listAttachmentsOf } from '../../directory/organization-policy-attachment.ts';
import { getOrganizationPolicy, pageById } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { tokenPage } from '../answers.ts';
import { policySummary } from '../policy-answers.ts';
import { onTarget, policyTypeKey } from '../requirement.ts';

export const listPoliciesForTarget = reading<organizations.OrganizationsOperations['ListPoliciesForTarget']>({
  requires: ({ TargetId, Filter }, call) => onTarget('ListPoliciesForTarget', 'readers', call, TargetId, policyTypeKey(Filter)),
  async handle(input, call) {
    const { db } = call;
    const organization = await getOrganization(db, call.account);
    await getTarget(db, organization, input.TargetId);
    const attached = await listAttachmentsOf(db, input.TargetId, input.Filter);
    const policies = await Promise.all(attached.map(({ policy_id }) => getOrganizationPolicy(db, organization, policy_id)));
    const { items, marker } = pageById(policies, tokenPage(input));
    return { Policies: items.map((policy) => policySummary(call, organization, policy)), NextToken: marker };
  },
});
