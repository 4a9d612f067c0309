import type { organizations } from '@assent/catalog';
import { findAwsPolicy } from '../directory/aws-organization-policy.ts';
import { organizationPolicyArn, resourcePolicyArn } from '../directory/organization-arn.ts';
import { shownText } from '../directory/stored-principals.ts';
import type { StoredPrincipals } from '../directory/facts.ts';
import type { AnyOrganizationPolicy } from '../directory/organization-policy.ts';
import type { Call } from '../operation/call.ts';
import type { OrganizationResourcePolicyRow, OrganizationRow } from '../store/tables/organizations.ts';
import { arnOwner } from './answers.ts';

export const policySummary = ({ partition }: Call, organization: OrganizationRow, policy: AnyOrganizationPolicy): organizations.PolicySummary => ({
  Id: policy.id,
  Arn: organizationPolicyArn(partition, arnOwner(organization), policy),
  Name: policy.name,
  Description: policy.description,
  Type: policy.type,
  AwsManaged: findAwsPolicy(policy.id) !== undefined,
});

export const shownPolicy = (call: Call, organization: OrganizationRow, policy: AnyOrganizationPolicy): organizations.Policy => ({
  PolicySummary: policySummary(call, organization, policy),
  Content: policy.content,
});

/** Who is gone shows as its unique id (R7.3). */
export const shownResourcePolicy = ({ partition, snapshot }: Call, organization: OrganizationRow, { id, content, principals }: OrganizationResourcePolicyRow): organizations.ResourcePolicy => ({
  ResourcePolicySummary: { Id: id, Arn: resourcePolicyArn(partition, arnOwner(organization), id) },
  Content: shownText({ type: 'resource', text: content, principals: JSON.parse(principals) as StoredPrincipals }, snapshot, partition),
});
