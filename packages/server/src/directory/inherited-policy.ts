import type { OrganizationRow } from '../store/tables/organizations.ts';
import type { Database } from '../store/store.ts';
import { mergePolicies } from './effective-policy.ts';
import type { EffectiveObject } from './effective-policy.ts';
import { checkEffectivePolicy } from './effective-policy-check.ts';
import type { EffectivePolicyFault } from './effective-policy-check.ts';
import { readManagementPolicy } from './management-policy.ts';
import type { ManagementPolicyType, PolicyNode } from './management-policy.ts';
import type { MemberRow } from './member.ts';
import { organizationFault } from './organization-fault.ts';
import { sizeLimit } from './organization-policy.ts';
import { getParent } from './organizational-unit.ts';

/** What the management policies of a type amount to for an account (R23.49). */
export interface InheritedPolicy {
  readonly content: EffectiveObject;
  /** Epoch milliseconds of the last change of what it was made from. */
  readonly updatedAt: number;
  /** Ids, from the root down. */
  readonly policies: readonly string[];
  readonly faults: readonly EffectivePolicyFault[];
}

/** @returns `undefined` where no policy of the type reaches the account */
export async function findInherited(db: Database, organization: OrganizationRow, member: MemberRow, type: ManagementPolicyType): Promise<InheritedPolicy | undefined> {
  const levels = [organization.root_id, ...(await getParent(db, organization, member.parent_id)), member.id];
  const attached = await db
    .selectFrom('organization_policy_attachments')
    .innerJoin('organization_policies', 'organization_policies.id', 'organization_policy_attachments.policy_id')
    .select(['target_id', 'policy_id', 'content', 'updated_at', 'attached_at'])
    .where('organization_policy_attachments.type', '=', type)
    .where('target_id', 'in', levels)
    .orderBy('position')
    .execute();
  if (attached.length === 0) return undefined;
  const ordered = levels.map((level) => attached.filter(({ target_id }) => target_id === level));
  const content = mergePolicies(ordered.map((policies) => policies.map((policy) => readStored(type, policy.content))));
  return {
    content,
    updatedAt: Math.max(...attached.map(({ updated_at, attached_at }) => Math.max(updated_at, attached_at))),
    policies: [...new Set(ordered.flat().map(({ policy_id }) => policy_id))],
    faults: checkEffectivePolicy(type, content, sizeLimit(type)),
  };
}

/** @throws ApiError `EffectivePolicyNotFoundException` */
export async function getInherited(db: Database, organization: OrganizationRow, member: MemberRow, type: ManagementPolicyType): Promise<InheritedPolicy> {
  const inherited = await findInherited(db, organization, member, type);
  if (!inherited) throw organizationFault('EffectivePolicyNotFoundException');
  return inherited;
}

function readStored(type: ManagementPolicyType, content: string): PolicyNode {
  const node = readManagementPolicy(type, content);
  if (!node) throw new Error(`a stored policy of type ${type} is not one`);
  return node;
}
