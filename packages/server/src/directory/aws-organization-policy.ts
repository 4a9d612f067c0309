import type { OrganizationPolicyRow, OrganizationPolicyType } from '../store/tables/organizations.ts';

/** A policy of AWS's own, which no organization can change (R23.47). */
export type AwsOrganizationPolicy = Pick<OrganizationPolicyRow, 'id' | 'type' | 'name' | 'description' | 'content'>;

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };

const policies: readonly AwsOrganizationPolicy[] = [
  {
    id: 'p-FullAWSAccess',
    type: 'SERVICE_CONTROL_POLICY',
    name: 'FullAWSAccess',
    description: 'Allows access to every operation',
    content: JSON.stringify({ Version: '2012-10-17', Statement: [allowAll] }),
  },
  {
    id: 'p-RCPFullAWSAccess',
    type: 'RESOURCE_CONTROL_POLICY',
    name: 'RCPFullAWSAccess',
    description: 'Allows access to every operation',
    content: JSON.stringify({ Version: '2012-10-17', Statement: [{ ...allowAll, Principal: '*' }] }),
  },
];

export const findAwsPolicy = (id: string): AwsOrganizationPolicy | undefined => policies.find((policy) => policy.id === id);

/** The one that is attached to whatever has the type enabled (R23.48). */
export const defaultPolicyOf = (type: OrganizationPolicyType): AwsOrganizationPolicy | undefined => policies.find((policy) => policy.type === type);
