import type { AccessKeyRow, AttachmentRow, ChangeKind, InlinePolicyRow } from '../store/schema.ts';
import type { Database } from '../store/store.ts';
import { credentialFactLoaders } from './credential-fact-loader.ts';
import { federationFactLoaders } from './federation-fact-loader.ts';
import { groupBy, inParts, none, tagsOf } from './fact-query.ts';
import type { Loader } from './fact-query.ts';
import type { AccessKeyFacts, GroupFacts, InlinePolicy, InstanceProfileFacts, PolicyFacts, RoleFacts, UserFacts } from './facts.ts';
import { organizationFactLoaders } from './organization-fact-loader.ts';
import { resourceFactLoaders } from './resource-fact-loader.ts';

interface HeldPolicies {
  attached(id: string): readonly string[];
  inline(id: string): readonly InlinePolicy[];
}

async function heldPolicies(db: Database, kind: 'user' | 'group' | 'role', ids: readonly string[] | undefined): Promise<HeldPolicies> {
  const attachments = await inParts(ids, (part) => {
    const query = db.selectFrom('attachments').selectAll().where('holder_kind', '=', kind).orderBy('holder_id').orderBy('policy_name_key').orderBy('policy_arn');
    return (part ? query.where('holder_id', 'in', part) : query).execute();
  });
  const inline = await inParts(ids, (part) => {
    const query = db.selectFrom('inline_policies').selectAll().where('holder_kind', '=', kind).orderBy('holder_id').orderBy('name_key');
    return (part ? query.where('holder_id', 'in', part) : query).execute();
  });
  const attachedBy = groupBy<AttachmentRow>(attachments, (row) => row.holder_id);
  const inlineBy = groupBy<InlinePolicyRow>(inline, (row) => row.holder_id);
  return {
    attached: (id) => attachedBy.get(id)?.map((row) => row.policy_arn) ?? none,
    inline: (id) => inlineBy.get(id)?.map(({ name, document }) => ({ name, document })) ?? none,
  };
}

const accessKeyFacts = (row: AccessKeyRow): AccessKeyFacts => ({
  id: row.id,
  account: row.account_id,
  user: row.user_id ?? undefined,
  sealedSecret: row.sealed_secret,
  active: row.status === 'Active',
});

const loadAccessKeys: Loader<AccessKeyFacts> = (db, ids) =>
  inParts(ids, async (part) => {
    const query = db.selectFrom('access_keys').selectAll();
    return (await (part ? query.where('id', 'in', part) : query).execute()).map(accessKeyFacts);
  });

const loadUsers: Loader<UserFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('users').select(['id', 'account_id', 'name', 'path', 'boundary_arn', 'created_at', 'password_last_used']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const members = await inParts(ids, (part) => {
    const query = db.selectFrom('group_members').selectAll().orderBy('user_id').orderBy('group_id');
    return (part ? query.where('user_id', 'in', part) : query).execute();
  });
  const groups = groupBy(members, (row) => row.user_id);
  const [tags, policies] = [await tagsOf(db, ids), await heldPolicies(db, 'user', ids)];
  return rows.map((row) => ({
    kind: 'user',
    createdAt: row.created_at,
    passwordLastUsed: row.password_last_used ?? undefined,
    id: row.id,
    account: row.account_id,
    name: row.name,
    path: row.path,
    boundary: row.boundary_arn ?? undefined,
    tags: tags(row.id),
    groups: groups.get(row.id)?.map(({ group_id }) => group_id) ?? none,
    attached: policies.attached(row.id),
    inline: policies.inline(row.id),
  }));
};

const loadGroups: Loader<GroupFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('groups').select(['id', 'account_id', 'name', 'path']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const policies = await heldPolicies(db, 'group', ids);
  return rows.map((row) => ({
    kind: 'group',
    id: row.id,
    account: row.account_id,
    name: row.name,
    path: row.path,
    attached: policies.attached(row.id),
    inline: policies.inline(row.id),
  }));
};

const loadRoles: Loader<RoleFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('roles').select(['id', 'account_id', 'name', 'path', 'boundary_arn', 'trust_policy', 'trust_principals', 'max_session_duration', 'created_at', 'description', 'last_used_at', 'last_used_region']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const [tags, policies] = [await tagsOf(db, ids), await heldPolicies(db, 'role', ids)];
  return rows.map((row) => ({
    kind: 'role',
    createdAt: row.created_at,
    description: row.description ?? undefined,
    lastUsed: row.last_used_at === null ? undefined : { at: row.last_used_at, region: row.last_used_region ?? '' },
    id: row.id,
    account: row.account_id,
    name: row.name,
    path: row.path,
    boundary: row.boundary_arn ?? undefined,
    tags: tags(row.id),
    attached: policies.attached(row.id),
    inline: policies.inline(row.id),
    trustPolicy: row.trust_policy,
    trustPrincipals: JSON.parse(row.trust_principals) as Record<string, string>,
    maxSessionDuration: row.max_session_duration,
  }));
};

const loadPolicies: Loader<PolicyFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db
      .selectFrom('policies')
      .innerJoin('policy_versions', (join) => join.onRef('policy_versions.policy_id', '=', 'policies.id').onRef('policy_versions.version', '=', 'policies.default_version'))
      .select(['id', 'arn', 'account_id', 'name', 'path', 'document']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({ kind: 'policy', id: row.id, arn: row.arn, account: row.account_id, name: row.name, path: row.path, tags: tags(row.id), document: row.document }));
};

const loadInstanceProfiles: Loader<InstanceProfileFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('instance_profiles').select(['id', 'account_id', 'name', 'path', 'role_id']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({ kind: 'instanceProfile', id: row.id, account: row.account_id, name: row.name, path: row.path, role: row.role_id ?? undefined, tags: tags(row.id) }));
};

/** The one way from rows to facts, for a whole directory and for single entities alike. */
export const factLoaders: { readonly [K in ChangeKind]: Loader<{ readonly id: string }> } = {
  accessKey: loadAccessKeys,
  user: loadUsers,
  group: loadGroups,
  role: loadRoles,
  policy: loadPolicies,
  instanceProfile: loadInstanceProfiles,
  ...organizationFactLoaders,
  ...credentialFactLoaders,
  ...federationFactLoaders,
  ...resourceFactLoaders,
};
