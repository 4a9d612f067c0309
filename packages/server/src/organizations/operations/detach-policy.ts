import type { organizations } from '@assent/catalog';
import { detachFromTarget, getTarget } from '../../directory/organization-policy-attachment.ts';
import { getOrganizationPolicy } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onPolicy, onTarget, policyTypeKey, policyTypeOf } from '../requirement.ts';

/** Needs the right to both: the policy, and what it is detached from (R1.2). */
export const detachPolicy = writing<organizations.OrganizationsOperations['DetachPolicy']>({
  requires: ({ PolicyId, TargetId }, call) => [
    onPolicy('DetachPolicy', 'delegates', call, PolicyId),
    onTarget('DetachPolicy', 'delegates', call, TargetId, policyTypeKey(policyTypeOf(call, PolicyId))),
  ],
  async handle({ PolicyId, TargetId }, { writer, account }) {
    const organization = await getOrganization(writer.db, account);
    const policy = await getOrganizationPolicy(writer.db, organization, PolicyId);
    await detachFromTarget(writer, organization, policy, await getTarget(writer.db, organization, TargetId));
  },
});
