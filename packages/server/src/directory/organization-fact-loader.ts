import type { DelegatedAdministratorRow, OrganizationPolicyAttachmentRow, OrganizationPolicyTypeRow } from '../store/tables/organizations.ts';
import type { Database } from '../store/store.ts';
import { groupBy, inParts, none, tagsOf } from './fact-query.ts';
import type { Loader } from './fact-query.ts';
import type { AccountFacts, ControlAttachments, HandshakeFacts, OrganizationalUnitFacts, OrganizationFacts, OrganizationPolicyFacts, ResponsibilityTransferFacts } from './facts.ts';

/** The control policies of targets, in the order they were attached. */
async function controlsOf(db: Database, targets: readonly string[] | undefined): Promise<(target: string) => ControlAttachments> {
  const rows = await inParts(targets, (part) => {
    const query = db
      .selectFrom('organization_policy_attachments')
      .selectAll()
      .where('type', 'in', ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'])
      .orderBy('target_id')
      .orderBy('position');
    return (part ? query.where('target_id', 'in', part) : query).execute();
  });
  const byTarget = groupBy<OrganizationPolicyAttachmentRow>(rows, (row) => row.target_id);
  const ids = (target: string, wanted: OrganizationPolicyAttachmentRow['type']): readonly string[] =>
    byTarget.get(target)?.filter(({ type }) => type === wanted).map(({ policy_id }) => policy_id) ?? none;
  return (target) => ({ service: ids(target, 'SERVICE_CONTROL_POLICY'), resource: ids(target, 'RESOURCE_CONTROL_POLICY') });
}

const loadAccounts: Loader<AccountFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db
      .selectFrom('accounts')
      .leftJoin('account_aliases', 'account_aliases.account_id', 'accounts.id')
      .leftJoin('memberships', 'memberships.account_id', 'accounts.id')
      .leftJoin('password_policies', 'password_policies.account_id', 'accounts.id')
      .select(['accounts.id', 'name', 'email', 'created_at', 'closed_at', 'alias', 'organization_id', 'parent_id', 'users_may_change']);
    return (part ? query.where('accounts.id', 'in', part) : query).execute();
  });
  const [tags, controls] = [await tagsOf(db, ids), await controlsOf(db, ids)];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    createdAt: row.created_at,
    closed: row.closed_at !== null,
    alias: row.alias ?? undefined,
    usersMayChangePassword: row.users_may_change === 1,
    tags: tags(row.id),
    membership: row.organization_id !== null && row.parent_id !== null ? { organization: row.organization_id, parent: row.parent_id, controls: controls(row.id) } : undefined,
  }));
};

const loadOrganizations: Loader<OrganizationFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('organizations').selectAll();
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const roots = ids && rows.map((row) => row.root_id);
  const types = await inParts(ids, (part) => {
    const query = db.selectFrom('organization_policy_types').selectAll().orderBy('type');
    return (part ? query.where('organization_id', 'in', part) : query).execute();
  });
  const administrators = await inParts(ids, (part) => {
    const query = db.selectFrom('delegated_administrators').selectAll().orderBy('account_id');
    return (part ? query.where('organization_id', 'in', part) : query).execute();
  });
  const policies = await inParts(ids, (part) => {
    const query = db.selectFrom('organization_resource_policies').selectAll();
    return (part ? query.where('organization_id', 'in', part) : query).execute();
  });
  const policyOf = new Map(policies.map((row) => [row.organization_id, row]));
  const typesOf = groupBy<OrganizationPolicyTypeRow>(types, (row) => row.organization_id);
  const administratorsOf = groupBy<DelegatedAdministratorRow>(administrators, (row) => row.organization_id);
  const [tags, controls] = [await tagsOf(db, roots && [...roots, ...policies.map(({ id }) => id)]), await controlsOf(db, roots)];
  return rows.map((row) => {
    const policy = policyOf.get(row.id);
    return {
      kind: 'organization',
      id: row.id,
      managementAccount: row.management_account_id,
      rootId: row.root_id,
      allFeatures: row.feature_set === 'ALL',
      policyTypes: typesOf.get(row.id)?.map(({ type }) => type) ?? none,
      controls: controls(row.root_id),
      rootTags: tags(row.root_id),
      resourcePolicy: policy && { id: policy.id, content: policy.content, principals: JSON.parse(policy.principals) as Record<string, string>, tags: tags(policy.id) },
      delegatedAdministrators: [...new Set(administratorsOf.get(row.id)?.map(({ account_id }) => account_id))],
    };
  });
};

const loadOrganizationalUnits: Loader<OrganizationalUnitFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('organizational_units').select(['id', 'organization_id', 'parent_id']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const [tags, controls] = [await tagsOf(db, ids), await controlsOf(db, ids)];
  return rows.map((row) => ({ kind: 'organizationalUnit', id: row.id, organization: row.organization_id, parent: row.parent_id, controls: controls(row.id), tags: tags(row.id) }));
};

const loadPolicies: Loader<OrganizationPolicyFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('organization_policies').select(['id', 'organization_id', 'type', 'content']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({
    kind: 'organizationPolicy',
    id: row.id,
    organization: row.organization_id,
    type: row.type,
    content: row.type === 'SERVICE_CONTROL_POLICY' || row.type === 'RESOURCE_CONTROL_POLICY' ? row.content : undefined,
    tags: tags(row.id),
  }));
};

const loadHandshakes: Loader<HandshakeFacts> = (db, ids) =>
  inParts(ids, async (part) => {
    const query = db.selectFrom('handshakes').select(['id', 'organization_id', 'action']);
    const rows = await (part ? query.where('id', 'in', part) : query).execute();
    return rows.map((row) => ({ kind: 'handshake', id: row.id, organization: row.organization_id, action: row.action }));
  });

const loadTransfers: Loader<ResponsibilityTransferFacts> = async (db, ids) => {
  const rows = await inParts(ids, (part) => {
    const query = db.selectFrom('responsibility_transfers').select(['id', 'source_organization_id', 'target_organization_id']);
    return (part ? query.where('id', 'in', part) : query).execute();
  });
  const tags = await tagsOf(db, ids);
  return rows.map((row) => ({ kind: 'responsibilityTransfer', id: row.id, sourceOrganization: row.source_organization_id, targetOrganization: row.target_organization_id, tags: tags(row.id) }));
};

/** The loaders of accounts and of what organizations are made of. */
export const organizationFactLoaders = {
  account: loadAccounts,
  organization: loadOrganizations,
  organizationalUnit: loadOrganizationalUnits,
  organizationPolicy: loadPolicies,
  handshake: loadHandshakes,
  responsibilityTransfer: loadTransfers,
} as const;
