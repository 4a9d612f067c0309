import { inlineSizes, quotas } from './quota.ts';
import type { Database } from '../store/store.ts';

type Counted = 'users' | 'groups' | 'roles' | 'instance_profiles' | 'policies' | 'oidc_providers' | 'saml_providers';

async function count(db: Database, table: Counted, account: string): Promise<number> {
  const { total } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** What there is in an account, and AWS's quotas for it (R21.47). What this server does not keep counts as none. */
export async function accountSummary(db: Database, account: string): Promise<Readonly<Record<string, number>>> {
  const versions = await db
    .selectFrom('policy_versions')
    .innerJoin('policies', 'policies.id', 'policy_versions.policy_id')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  const rootKey = await db.selectFrom('access_keys').select('id').where('account_id', '=', account).where('user_id', 'is', null).limit(1).executeTakeFirst();
  const { token_version } = await db.selectFrom('accounts').select('token_version').where('id', '=', account).executeTakeFirstOrThrow();
  return {
    Users: await count(db, 'users', account),
    UsersQuota: 5000,
    Groups: await count(db, 'groups', account),
    GroupsQuota: 300,
    Roles: await count(db, 'roles', account),
    RolesQuota: 1000,
    InstanceProfiles: await count(db, 'instance_profiles', account),
    InstanceProfilesQuota: 1000,
    Policies: await count(db, 'policies', account),
    PoliciesQuota: 1500,
    PolicyVersionsInUse: Number(versions.total),
    PolicyVersionsInUseQuota: 10_000,
    Providers: (await count(db, 'oidc_providers', account)) + (await count(db, 'saml_providers', account)),
    ServerCertificates: 0,
    ServerCertificatesQuota: 20,
    MFADevices: 0,
    MFADevicesInUse: 0,
    AccountMFAEnabled: 0,
    AccountAccessKeysPresent: rootKey ? 1 : 0,
    AccountPasswordPresent: 0,
    AccountSigningCertificatesPresent: 0,
    AccessKeysPerUserQuota: quotas.AccessKeysPerUser,
    AssumeRolePolicySizeQuota: quotas.ACLSizePerRole,
    AttachedPoliciesPerGroupQuota: quotas.PoliciesPerGroup,
    AttachedPoliciesPerRoleQuota: quotas.PoliciesPerRole,
    AttachedPoliciesPerUserQuota: quotas.PoliciesPerUser,
    GroupPolicySizeQuota: inlineSizes.group,
    GroupsPerUserQuota: quotas.GroupsPerUser,
    PolicySizeQuota: quotas.PolicySize,
    RolePolicySizeQuota: inlineSizes.role,
    SigningCertificatesPerUserQuota: 2,
    UserPolicySizeQuota: inlineSizes.user,
    VersionsPerPolicyQuota: quotas.VersionsPerPolicy,
    GlobalEndpointTokenVersion: token_version,
  };
}
