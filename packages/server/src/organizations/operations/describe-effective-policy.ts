import type { organizations } from '@assent/catalog';
import { getInherited } from '../../directory/inherited-policy.ts';
import { findMember } from '../../directory/member.ts';
import { invalidInput, organizationFault } from '../../directory/organization-fault.ts';
import { getOrganization } from '../../directory/organization.ts';
import { reading } from '../../operation/operation.ts';
import { onTarget, policyTypeKey } from '../requirement.ts';

/** Every account may ask for its own (R23.9, R23.49). */
export const describeEffectivePolicy = reading<organizations.OrganizationsOperations['DescribeEffectivePolicy']>({
  requires: ({ PolicyType, TargetId }, call) => {
    const target = TargetId ?? call.account;
    return onTarget('DescribeEffectivePolicy', target === call.account ? 'members' : 'readers', call, target, policyTypeKey(PolicyType));
  },
  async handle({ PolicyType, TargetId }, { db, account }) {
    const target = TargetId ?? account;
    const organization = await getOrganization(db, account);
    if (!/^\d/.test(target)) throw invalidInput('TARGET_NOT_SUPPORTED', 'You can get the effective policy of accounts only.');
    const member = await findMember(db, organization, target);
    if (!member) throw organizationFault('TargetNotFoundException');
    const { content, updatedAt } = await getInherited(db, organization, member, PolicyType);
    return { EffectivePolicy: { PolicyContent: JSON.stringify(content), LastUpdatedTimestamp: new Date(updatedAt), TargetId: target, PolicyType } };
  },
});
