import type { AccountQuotas } from './account-quota.ts';
import { inlineSizes, quotas } from './quota.ts';
import type { Database } from '../store/store.ts';

type Counted = 'users' | 'groups' | 'roles' | 'instance_profiles' | 'policies' | 'server_certificates' | 'mfa_devices' | 'oidc_providers' | 'saml_providers';

async function count(db: Database, table: Counted, account: string): Promise<number> {
  const { total } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** What there is in an account, and the quotas for it (R21.47). What this server does not keep counts as none. */
export async function accountSummary(db: Database, account: string, ofAccount: AccountQuotas): Promise<Readonly<Record<string, number>>> {
  const versions = await db
    .selectFrom('policy_versions')
    .innerJoin('policies', 'policies.id', 'policy_versions.policy_id')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  const rootKey = await db.selectFrom('access_keys').select('id').where('account_id', '=', account).where('user_id', 'is', null).limit(1).executeTakeFirst();
  const enabled = await db.selectFrom('mfa_devices').select('owner_id').where('account_id', '=', account).where('owner_id', 'is not', null).execute();
  const rootPassword = await db.selectFrom('login_profiles').select('owner_id').where('owner_id', '=', account).executeTakeFirst();
  const rootCertificate = await db.selectFrom('signing_certificates').select('id').where('owner_id', '=', account).limit(1).executeTakeFirst();
  const { token_version } = await db.selectFrom('accounts').select('token_version').where('id', '=', account).executeTakeFirstOrThrow();
  return {
    Users: await count(db, 'users', account),
    UsersQuota: ofAccount.UsersPerAccount,
    Groups: await count(db, 'groups', account),
    GroupsQuota: ofAccount.GroupsPerAccount,
    Roles: await count(db, 'roles', account),
    RolesQuota: ofAccount.RolesPerAccount,
    InstanceProfiles: await count(db, 'instance_profiles', account),
    InstanceProfilesQuota: ofAccount.InstanceProfilesPerAccount,
    Policies: await count(db, 'policies', account),
    PoliciesQuota: ofAccount.PoliciesPerAccount,
    PolicyVersionsInUse: Number(versions.total),
    PolicyVersionsInUseQuota: 10_000,
    Providers: (await count(db, 'oidc_providers', account)) + (await count(db, 'saml_providers', account)),
    ServerCertificates: await count(db, 'server_certificates', account),
    ServerCertificatesQuota: ofAccount.ServerCertificatesPerAccount,
    MFADevices: await count(db, 'mfa_devices', account),
    MFADevicesInUse: enabled.length,
    AccountMFAEnabled: enabled.some(({ owner_id }) => owner_id === account) ? 1 : 0,
    AccountAccessKeysPresent: rootKey ? 1 : 0,
    AccountPasswordPresent: rootPassword ? 1 : 0,
    AccountSigningCertificatesPresent: rootCertificate ? 1 : 0,
    AccessKeysPerUserQuota: quotas.AccessKeysPerUser,
    AssumeRolePolicySizeQuota: quotas.ACLSizePerRole,
    AttachedPoliciesPerGroupQuota: quotas.PoliciesPerGroup,
    AttachedPoliciesPerRoleQuota: quotas.PoliciesPerRole,
    AttachedPoliciesPerUserQuota: quotas.PoliciesPerUser,
    GroupPolicySizeQuota: inlineSizes.group,
    GroupsPerUserQuota: quotas.GroupsPerUser,
    PolicySizeQuota: quotas.PolicySize,
    RolePolicySizeQuota: inlineSizes.role,
    SigningCertificatesPerUserQuota: quotas.SigningCertificatesPerUser,
    UserPolicySizeQuota: inlineSizes.user,
    VersionsPerPolicyQuota: quotas.VersionsPerPolicy,
    GlobalEndpointTokenVersion: token_version,
  };
}
