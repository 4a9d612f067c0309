import type { organizations } from '@assent/catalog';
import { attachToTarget, getTarget } from '../../directory/organization-policy-attachment.ts';
import { getOrganizationPolicy } from '../../directory/organization-policy.ts';
import { getOrganization } from '../../directory/organization.ts';
import { writing } from '../../operation/operation.ts';
import { onPolicy, onTarget, policyTypeKey, policyTypeOf } from '../requirement.ts';

/** Needs the right to both: the policy, and what it is attached to (R1.2). */
export const attachPolicy = writing<organizations.OrganizationsOperations['AttachPolicy']>({
  requires: ({ PolicyId, TargetId }, call) => [
    onPolicy('AttachPolicy', 'delegates', call, PolicyId),
    onTarget('AttachPolicy', 'delegates', call, TargetId, policyTypeKey(policyTypeOf(call, PolicyId))),
  ],
  async handle({ PolicyId, TargetId }, { writer, account, now }) {
    const organization = await getOrganization(writer.db, account);
    const policy = await getOrganizationPolicy(writer.db, organization, PolicyId);
    await attachToTarget(writer, organization, policy, await getTarget(writer.db, organization, TargetId), now);
  },
});
