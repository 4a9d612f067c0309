import type { Database } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Snapshot } from './snapshot.ts';

/** AWS's default quotas of a whole account (R14.2, values of 2026) under the names that its messages use. A server can be
 * told others (D67). */
export const accountQuotas = {
  GroupsPerAccount: 300,
  InstanceProfilesPerAccount: 1000,
  PoliciesPerAccount: 1500,
  RolesPerAccount: 1000,
  ServerCertificatesPerAccount: 20,
  UsersPerAccount: 5000,
} as const;

export type AccountQuota = keyof typeof accountQuotas;
export type AccountQuotas = Readonly<Record<AccountQuota, number>>;

/** What is counted for each, where it is kept and under which name the snapshot has it. */
const counted = {
  GroupsPerAccount: { kind: 'group', table: 'groups' },
  InstanceProfilesPerAccount: { kind: 'instanceProfile', table: 'instance_profiles' },
  PoliciesPerAccount: { kind: 'policy', table: 'policies' },
  RolesPerAccount: { kind: 'role', table: 'roles' },
  ServerCertificatesPerAccount: { kind: 'serverCertificate', table: 'server_certificates' },
  UsersPerAccount: { kind: 'user', table: 'users' },
} as const;

/** No commit makes more of anything than this: so far from its quota an account need not be counted. */
const madeInOneCommit = 256;

export interface QuotaCheck {
  readonly db: Database;
  readonly account: string;
  readonly snapshot: Snapshot;
  readonly environment: { readonly quotas: AccountQuotas };
}

/** Checks that one more may be made in an account. What the snapshot has is exact but for the commit under way, so that
 * the rows are counted only near the quota.
 * @throws ApiError `LimitExceeded` (R21.2) */
export async function checkAccountQuota(quota: AccountQuota, { db, account, snapshot, environment }: QuotaCheck): Promise<void> {
  const limit = environment.quotas[quota];
  const { kind, table } = counted[quota];
  if (snapshot.count(kind, account) + madeInOneCommit < limit) return;
  const { total } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  if (Number(total) >= limit) throw new ApiError('LimitExceeded', `Cannot exceed quota for ${quota}: ${limit}`);
}
