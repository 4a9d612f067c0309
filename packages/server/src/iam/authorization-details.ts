import { findManagedPolicy, managedPolicyDocument } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { holderOf, listAttachments } from '../directory/attachment.ts';
import { listGroupsOf } from '../directory/group.ts';
import { listInlinePolicies } from '../directory/inline-policy.ts';
import { listInstanceProfileRows } from '../directory/instance-profile.ts';
import { countUses, listPolicyRows, listVersionRows } from '../directory/managed-policy.ts';
import { readTags } from '../directory/tag.ts';
import type { PageRequest } from '../directory/page.ts';
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

type Named = { readonly id: string; readonly name_key: string };

/** The kinds in the order of the list, each with how its entries are found: from behind a name on, a few at a time. */
type Finder = (call: Call, after: string | undefined, limit: number) => Promise<readonly DetailEntry[]>;

const entriesOf = <T extends Named>(order: string, rows: readonly T[], read: (row: T) => Promise<Detail>): readonly DetailEntry[] =>
  rows.map((row) => ({ key: `${order} ${row.name_key}`, id: row.id, read: () => read(row) }));

function rowsOf<K extends 'users' | 'groups' | 'roles'>({ db, account }: Call, table: K, after: string | undefined, limit: number) {
  const query = db.selectFrom(table as 'users').selectAll().where('account_id', '=', account).orderBy('name_key').limit(limit);
  return (after === undefined ? query : query.where('name_key', '>', after)).execute() as unknown as Promise<readonly { users: UserRow; groups: GroupRow; roles: RoleRow }[K][]>;
}

const finders: readonly { readonly order: string; readonly filter: NonNullable<Filter>[number]; readonly find: Finder }[] = [
  { order: '1', filter: 'User', find: async (call, after, limit) => entriesOf('1', await rowsOf(call, 'users', after, limit), (row) => userDetail(call, row)) },
  { order: '2', filter: 'Group', find: async (call, after, limit) => entriesOf('2', await rowsOf(call, 'groups', after, limit), (row) => groupDetail(call, row)) },
  { order: '3', filter: 'Role', find: async (call, after, limit) => entriesOf('3', await rowsOf(call, 'roles', after, limit), (row) => roleDetail(call, row)) },
  {
    order: '4',
    filter: 'LocalManagedPolicy',
    find: async (call, after, limit) => {
      const rows = await listPolicyRows(call.db, call.account, { limit, ...(after === undefined ? {} : { after: { key: after, id: '\uffff' } }) });
      const uses = await countUses(call.db, call.account, rows.map(({ arn }) => arn));
      return entriesOf('4', rows, (row) => policyDetail(call, row, uses.get(row.arn) ?? noUse));
    },
  },
  { order: '5', filter: 'AWSManagedPolicy', find: awsEntries },
];

/** Those that are attached (R21.21). */
async function awsEntries(call: Call, after: string | undefined, limit: number): Promise<readonly DetailEntry[]> {
  const { db, account } = call;
  const attached = await db.selectFrom('attachments').select('policy_arn').distinct().where('account_id', '=', account).where('policy_arn', '>', after ?? awsPrefix).where('policy_arn', '<', `${awsPrefix}\uffff`).orderBy('policy_arn').limit(limit).execute();
  const arns = attached.map(({ policy_arn }) => policy_arn);
  const uses = await countUses(db, account, arns);
  return arns.map((arn) => ({ key: `5 ${arn}`, id: '', read: () => Promise.resolve(awsDetail(call, arn, uses.get(arn) ?? noUse)) }));
}

const awsPrefix = 'arn:aws:iam::aws:';

/** The entries that the filter lets through, sorted by kind and name, from behind a start on: as many as a page needs, and
 * one more. */
export async function authorizationEntries(call: Call, filter: Filter, { after, limit }: PageRequest): Promise<readonly DetailEntry[]> {
  const entries: DetailEntry[] = [];
  for (const { order, filter: kind, find } of finders) {
    if (filter && filter.length > 0 && !filter.includes(kind)) continue;
    const [from = '', name] = after ? [after.key.slice(0, 1), after.key.slice(2)] : [];
    if (order < from) continue;
    entries.push(...(await find(call, order === from ? name : undefined, limit + 1 - entries.length)));
    if (entries.length > limit) break;
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
