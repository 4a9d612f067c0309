import type { CredentialChangeKind, CredentialTables } from './tables/credentials.ts';
import type { FederationChangeKind, FederationTables } from './tables/federation.ts';
import type { OrganizationChangeKind, OrganizationsSchema } from './tables/organizations.ts';
import type { ReportTables } from './tables/reports.ts';
import type { ResourceChangeKind, ResourceTables } from './tables/resources.ts';

export type * from './tables/credentials.ts';
export type * from './tables/federation.ts';

/** The tables. Ids are made by the application, times are epoch milliseconds, flags are 0 or 1, so that the same
 * schema serves SQLite and what speaks PostgreSQL's protocol. A `name_key` is the name in lower case: names are unique
 * without case, and shown as given (R14.4). */
export interface Schema extends OrganizationsSchema, CredentialTables, FederationTables, ReportTables, ResourceTables {
  settings: { name: string; value: string };
  changes: { revision: number; kind: ChangeKind; entity_id: string };
  accounts: AccountRow;
  account_aliases: { alias: string; account_id: string };
  users: UserRow;
  groups: GroupRow;
  group_members: { group_id: string; user_id: string };
  roles: RoleRow;
  policies: PolicyRow;
  policy_versions: PolicyVersionRow;
  attachments: AttachmentRow;
  inline_policies: InlinePolicyRow;
  access_keys: AccessKeyRow;
  instance_profiles: InstanceProfileRow;
  tags: TagRow;
}

/** What a change is about: the parts of the directory that decisions are taken from. */
export type ChangeKind = 'account' | 'accessKey' | 'user' | 'group' | 'role' | 'policy' | 'instanceProfile' | OrganizationChangeKind | CredentialChangeKind | FederationChangeKind | ResourceChangeKind;

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  created_at: number;
  /** When it was closed; `null` while it is open. */
  closed_at: number | null;
  /** 1 or 2: the version of session tokens of the global endpoint. */
  token_version: number;
}

export interface UserRow {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  boundary_arn: string | null;
  created_at: number;
  password_last_used: number | null;
}

export interface GroupRow {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
}

export interface RoleRow {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  description: string | null;
  /** The trust policy as it was given. */
  trust_policy: string;
  /** JSON: the user and role ARNs in it, each with the unique id it stood for when it was saved (R7.3). */
  trust_principals: string;
  max_session_duration: number;
  boundary_arn: string | null;
  created_at: number;
  last_used_at: number | null;
  last_used_region: string | null;
}

export interface PolicyRow {
  id: string;
  arn: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  description: string | null;
  default_version: number;
  /** The number that the next version takes: numbers are never used again (R21.14). */
  next_version: number;
  created_at: number;
  updated_at: number;
}

export interface PolicyVersionRow {
  policy_id: string;
  version: number;
  document: string;
  created_at: number;
}

export type HolderKind = 'user' | 'group' | 'role';

export interface AttachmentRow {
  holder_id: string;
  holder_kind: HolderKind;
  account_id: string;
  policy_arn: string;
  policy_name: string;
  policy_name_key: string;
  attached_at: number;
}

export interface InlinePolicyRow {
  holder_id: string;
  holder_kind: HolderKind;
  name: string;
  name_key: string;
  document: string;
}

export interface AccessKeyRow {
  id: string;
  account_id: string;
  /** `null`: a key of the account root. */
  user_id: string | null;
  sealed_secret: Uint8Array;
  status: 'Active' | 'Inactive';
  created_at: number;
  last_used_at: number | null;
  last_used_service: string | null;
  last_used_region: string | null;
}

export interface InstanceProfileRow {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  role_id: string | null;
  created_at: number;
}

export interface TagRow {
  entity_id: string;
  /** In lower case where keys are unique without case (users, roles), else the key itself (R21.51). */
  key_key: string;
  key: string;
  value: string;
  position: number;
}
