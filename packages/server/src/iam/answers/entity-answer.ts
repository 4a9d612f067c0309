import type { iam } from '@assent/catalog';
import { entityArn, inPartition, rootArn } from '../../directory/arn.ts';
import type { Tag } from '../../directory/facts.ts';
import { shownTrustPolicy } from '../../directory/trust-policy.ts';
import { apiTags } from '../../directory/tag.ts';
import type { LastUse } from '../../directory/usage.ts';
import type { Call } from '../../operation/call.ts';
import type { GroupRow, InstanceProfileRow, RoleRow, UserRow } from '../../store/schema.ts';

/** The entities as answers show them (iam-api.md section 3): List answers carry less than Get answers, and what is empty
 * is left out. */

const boundaryOf = (call: Call, arn: string | null): iam.AttachedPermissionsBoundary | undefined =>
  arn === null ? undefined : ({ PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: inPartition(arn, call.partition) } as unknown as iam.AttachedPermissionsBoundary);

/** A user as List answers show it. */
export const listedUser = (call: Call, row: UserRow): iam.User => ({
  Path: row.path,
  UserName: row.name,
  UserId: row.id,
  Arn: entityArn(call.partition, row.account_id, 'user', row.path, row.name),
  CreateDate: new Date(row.created_at),
  PasswordLastUsed: row.password_last_used === null ? undefined : new Date(row.password_last_used),
});

/** The account root as a user: without a name and a path (D59). */
export function rootUser(call: Call): iam.User {
  const created = call.snapshot.find('account', call.account)?.createdAt ?? 0;
  const root: Partial<iam.User> = { UserId: call.account, Arn: rootArn(call.partition, call.account), CreateDate: new Date(created) };
  return root as iam.User;
}

export const shownUser = (call: Call, row: UserRow, tags: readonly Tag[]): iam.User => ({
  ...listedUser(call, row),
  PermissionsBoundary: boundaryOf(call, row.boundary_arn),
  Tags: apiTags(tags),
});

export const shownGroup = (call: Call, row: GroupRow): iam.Group => ({
  Path: row.path,
  GroupName: row.name,
  GroupId: row.id,
  Arn: entityArn(call.partition, row.account_id, 'group', row.path, row.name),
  CreateDate: new Date(row.created_at),
});

const roleCore = (call: Call, row: RoleRow): iam.Role => ({
  Path: row.path,
  RoleName: row.name,
  RoleId: row.id,
  Arn: entityArn(call.partition, row.account_id, 'role', row.path, row.name),
  CreateDate: new Date(row.created_at),
  AssumeRolePolicyDocument: shownTrustPolicy(row, call.snapshot, call.partition),
  Description: row.description ?? undefined,
});

/** A role as the answer to its creation shows it. */
export const createdRole = (call: Call, row: RoleRow, tags: readonly Tag[]): iam.Role => ({
  ...roleCore(call, row),
  PermissionsBoundary: boundaryOf(call, row.boundary_arn),
  Tags: apiTags(tags),
});

export const listedRole = (call: Call, row: RoleRow): iam.Role => ({ ...roleCore(call, row), MaxSessionDuration: row.max_session_duration });

export const shownRole = (call: Call, row: RoleRow, tags: readonly Tag[]): iam.Role => ({
  ...createdRole(call, row, tags),
  MaxSessionDuration: row.max_session_duration,
  RoleLastUsed: roleLastUsed(row, call.environment.usage.role(row.id), call.now),
});

/** What was used within 400 days is reported (R21.8). */
const reported = 400 * 24 * 3600_000;

export function roleLastUsed(row: RoleRow, noted: LastUse | undefined, now: Date): iam.RoleLastUsed {
  const at = noted?.at ?? row.last_used_at;
  const region = noted?.region ?? row.last_used_region;
  if (at === null || now.getTime() - at > reported) return {};
  return { LastUsedDate: new Date(at), Region: region ?? undefined };
}

/** @param role the role it holds, if any */
export const shownInstanceProfile = (call: Call, row: InstanceProfileRow, role: RoleRow | undefined, tags: readonly Tag[] = []): iam.InstanceProfile => ({
  Path: row.path,
  InstanceProfileName: row.name,
  InstanceProfileId: row.id,
  Arn: entityArn(call.partition, row.account_id, 'instance-profile', row.path, row.name),
  CreateDate: new Date(row.created_at),
  Roles: role ? [listedRole(call, role)] : [],
  Tags: apiTags(tags),
});
