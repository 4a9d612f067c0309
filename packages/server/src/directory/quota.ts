import { ApiError } from '../wire/api-error.ts';

/** AWS's default quotas (R14.2, values of 2026) under the names that its messages use. */
export const quotas = {
  AccessKeysPerUser: 2,
  ACLSizePerRole: 2048,
  ClientIdsPerOpenIdConnectProvider: 100,
  GroupsPerUser: 10,
  MFADevicesPerUser: 8,
  SSHPublicKeysPerUser: 5,
  ServiceSpecificCredentialsPerUser: 2,
  SigningCertificatesPerUser: 2,
  InstanceProfilesPerRole: 1000,
  OpenIdConnectProvidersPerAccount: 100,
  PoliciesPerGroup: 10,
  PoliciesPerRole: 20,
  PoliciesPerUser: 10,
  PolicySize: 6144,
  PrivateKeysPerSAMLProvider: 2,
  SAMLProvidersPerAccount: 100,
  TagsPerEntity: 50,
  ThumbprintsPerOpenIdConnectProvider: 5,
  VersionsPerPolicy: 5,
} as const;

/** The sum of an entity's inline policies (R14.2). */
export const inlineSizes = { user: 2048, group: 5120, role: 10_240 } as const;

export type Quota = keyof typeof quotas;

/** @throws ApiError `LimitExceeded` where `count` is over the quota (R21.2) */
export function checkQuota(quota: Quota, count: number, name: string = quota): void {
  if (count > quotas[quota]) throw new ApiError('LimitExceeded', `Cannot exceed quota for ${name}: ${quotas[quota]}`);
}
