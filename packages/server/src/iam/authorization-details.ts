import { findManagedPolicy, managedPolicyDocument } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { holderOf, listAttachments } from '../directory/attachment.ts';
import { listGroupsOf } from '../directory/group.ts';
import { listInlinePolicies } from '../directory/inline-policy.ts';
import { listInstanceProfileRows } from '../directory/instance-profile.ts';
import { countAllUses, listVersionRows } from '../directory/managed-policy.ts';
import { readTags } from '../directory/tag.ts';
import type { Call } from '../operation/call.ts';
import type { GroupRow, HolderKind, PolicyRow, RoleRow, UserRow } from '../store/schema.ts';
import { listedRole, listedUser, shownGroup, shownInstanceProfile, shownRole, shownUser } from './answers/entity-answer.ts';
import { awsPolicy, listedPolicy, noUse, shownAttachment, shownVersion } from './answers/policy-answer.ts';

/** One entry of the account's details. */
export type Detail =
  | { readonly kind: 'user'; readonly value: iam.UserDetail }
  | { readonly kind: 'group'; readonly value: iam.GroupDetail }
  | { readonly kind: 'role'; readonly value: iam.RoleDetail }
  | { readonly kind: 'policy'; readonly value: iam.ManagedPolicyDetail };

/** An entry that is read when its page is asked for. */
export interface DetailEntry {
  readonly key: string;
  readonly id: string;
  read(): Promise<Detail>;
}

type Filter = iam.GetAccountAuthorizationDetailsRequest['Filter'];

/** More than any entity holds. */
const everything = { limit: 1000, after: undefined };

/** All entries that the filter lets through, sorted by kind and name. */
export async function authorizationEntries(call: Call, filter: Filter): Promise<readonly DetailEntry[]> {
  const { db, account } = call;
  const wants = (kind: NonNullable<Filter>[number]): boolean => !filter || filter.length === 0 || filter.includes(kind);
  const entries: DetailEntry[] = [];
  const add = <T extends { id: string; name_key: string }>(order: string, rows: readonly T[], read: (row: T) => Promise<Detail>): void => {
    for (const row of rows) entries.push({ key: `${order} ${row.name_key}`, id: row.id, read: () => read(row) });
  };
  if (wants('User')) add('1', await db.selectFrom('users').selectAll().where('account_id', '=', account).orderBy('name_key').execute(), (row) => userDetail(call, row));
  if (wants('Group')) add('2', await db.selectFrom('groups').selectAll().where('account_id', '=', account).orderBy('name_key').execute(), (row) => groupDetail(call, row));
  if (wants('Role')) add('3', await db.selectFrom('roles').selectAll().where('account_id', '=', account).orderBy('name_key').execute(), (row) => roleDetail(call, row));
  const uses = await countAllUses(db, account);
  if (wants('LocalManagedPolicy')) {
    const rows = await db.selectFrom('policies').selectAll().where('account_id', '=', account).orderBy('name_key').execute();
    add('4', rows, (row) => policyDetail(call, row, uses.get(row.arn) ?? noUse));
  }
  if (wants('AWSManagedPolicy')) {
    // Those that are attached (R21.21).
    const attached = [...uses].filter(([arn, use]) => arn.startsWith('arn:aws:iam::aws:') && use.attachments > 0).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [arn, use] of attached) entries.push({ key: `5 ${arn}`, id: '', read: () => Promise.resolve(awsDetail(call, arn, use)) });
  }
  return entries;
}

async function held(call: Call, kind: HolderKind, row: { id: string; account_id: string }) {
  const holder = holderOf(kind, row);
  const inline = await listInlinePolicies(call.db, holder, everything);
  const attached = await listAttachments(call.db, holder, undefined, everything);
  return {
    inline: inline.items.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document })),
    attached: attached.items.map((item) => shownAttachment(call, item)),
  };
}

async function userDetail(call: Call, row: UserRow): Promise<Detail> {
  const { inline, attached } = await held(call, 'user', row);
  const groups = await listGroupsOf(call.db, row, everything);
  const { Path, UserName, UserId, Arn, CreateDate } = listedUser(call, row);
  const { PermissionsBoundary, Tags } = shownUser(call, row, await readTags(call.db, row.id));
  return {
    kind: 'user',
    value: {
      Path,
      UserName,
      UserId,
      Arn,
      CreateDate,
      UserPolicyList: inline.length > 0 ? inline : undefined,
      GroupList: groups.items.map(({ name }) => name),
      AttachedManagedPolicies: attached,
      PermissionsBoundary,
      Tags,
    },
  };
}

async function groupDetail(call: Call, row: GroupRow): Promise<Detail> {
  const { inline, attached } = await held(call, 'group', row);
  return { kind: 'group', value: { ...shownGroup(call, row), GroupPolicyList: inline, AttachedManagedPolicies: attached } };
}

async function roleDetail(call: Call, row: RoleRow): Promise<Detail> {
  const { inline, attached } = await held(call, 'role', row);
  const profiles = await listInstanceProfileRows(call.db, row.account_id, { role: row }, everything);
  const { Path, RoleName, RoleId, Arn, CreateDate, AssumeRolePolicyDocument } = listedRole(call, row);
  const { PermissionsBoundary, Tags, RoleLastUsed } = shownRole(call, row, await readTags(call.db, row.id));
  return {
    kind: 'role',
    value: {
      Path,
      RoleName,
      RoleId,
      Arn,
      CreateDate,
      AssumeRolePolicyDocument,
      InstanceProfileList: profiles.items.map((profile) => shownInstanceProfile(call, profile, row)),
      RolePolicyList: inline,
      AttachedManagedPolicies: attached,
      PermissionsBoundary,
      Tags,
      RoleLastUsed,
    },
  };
}

async function policyDetail(call: Call, row: PolicyRow, use: typeof noUse): Promise<Detail> {
  const versions = await listVersionRows(call.db, row);
  return { kind: 'policy', value: { ...listedPolicy(call, row, use), Description: row.description ?? undefined, PolicyVersionList: versions.map((version) => shownVersion(row, version, true)) } };
}

function awsDetail(call: Call, arn: string, use: typeof noUse): Detail {
  const policy = findManagedPolicy(arn);
  if (!policy) throw new Error(`the policy ${arn} is attached, and not in the catalog`);
  return {
    kind: 'policy',
    value: {
      ...awsPolicy(call, policy, use),
      PolicyVersionList: [{ Document: managedPolicyDocument(arn), VersionId: policy.defaultVersion, IsDefaultVersion: true, CreateDate: new Date(policy.updateDate) }],
    },
  };
}
