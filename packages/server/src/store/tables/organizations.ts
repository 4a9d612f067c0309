/** The tables of organizations. */
export interface OrganizationsSchema {
  organizations: OrganizationRow;
  memberships: MembershipRow;
  account_creations: AccountCreationRow;
  organizational_units: OrganizationalUnitRow;
  organization_policies: OrganizationPolicyRow;
  organization_policy_types: OrganizationPolicyTypeRow;
  organization_policy_attachments: OrganizationPolicyAttachmentRow;
  organization_resource_policies: OrganizationResourcePolicyRow;
  service_accesses: ServiceAccessRow;
  delegated_administrators: DelegatedAdministratorRow;
  handshakes: HandshakeRow;
  responsibility_transfers: ResponsibilityTransferRow;
}

/** What of the directory's changes is about organizations. */
export type OrganizationChangeKind = 'organization' | 'organizationalUnit' | 'organizationPolicy' | 'handshake' | 'responsibilityTransfer';

export interface OrganizationRow {
  id: string;
  management_account_id: string;
  feature_set: 'ALL' | 'CONSOLIDATED_BILLING';
  root_id: string;
  created_at: number;
}

export interface MembershipRow {
  account_id: string;
  organization_id: string;
  /** A root or an organizational unit. */
  parent_id: string;
  joined_method: 'INVITED' | 'CREATED';
  joined_at: number;
}

export interface AccountCreationRow {
  id: string;
  organization_id: string;
  account_name: string;
  email: string;
  state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  account_id: string | null;
  failure_reason: string | null;
  requested_at: number;
  completed_at: number | null;
}

export interface OrganizationalUnitRow {
  id: string;
  organization_id: string;
  parent_id: string;
  name: string;
  created_at: number;
}

export type OrganizationPolicyType =
  | 'SERVICE_CONTROL_POLICY'
  | 'RESOURCE_CONTROL_POLICY'
  | 'TAG_POLICY'
  | 'BACKUP_POLICY'
  | 'AISERVICES_OPT_OUT_POLICY'
  | 'CHATBOT_POLICY'
  | 'DECLARATIVE_POLICY_EC2'
  | 'SECURITYHUB_POLICY'
  | 'INSPECTOR_POLICY'
  | 'UPGRADE_ROLLOUT_POLICY'
  | 'BEDROCK_POLICY'
  | 'S3_POLICY'
  | 'NETWORK_SECURITY_DIRECTOR_POLICY';

/** A policy that a customer wrote; those of AWS are not stored. */
export interface OrganizationPolicyRow {
  id: string;
  organization_id: string;
  type: OrganizationPolicyType;
  name: string;
  description: string;
  content: string;
  created_at: number;
  updated_at: number;
}

/** A type that is enabled. */
export interface OrganizationPolicyTypeRow {
  organization_id: string;
  type: OrganizationPolicyType;
}

export interface OrganizationPolicyAttachmentRow {
  /** A root, an organizational unit or an account. */
  target_id: string;
  /** Also one of AWS's own. */
  policy_id: string;
  organization_id: string;
  type: OrganizationPolicyType;
  /** Counts up within a target: where policies of a level contradict each other, the order they were attached in decides. */
  position: number;
  attached_at: number;
}

export interface OrganizationResourcePolicyRow {
  id: string;
  organization_id: string;
  content: string;
  /** JSON, as `RoleRow.trust_principals`. */
  principals: string;
}

export interface ServiceAccessRow {
  organization_id: string;
  service_principal: string;
  enabled_at: number;
}

export interface DelegatedAdministratorRow {
  organization_id: string;
  account_id: string;
  service_principal: string;
  enabled_at: number;
}

export interface HandshakeRow {
  id: string;
  organization_id: string;
  action: 'INVITE' | 'ENABLE_ALL_FEATURES' | 'APPROVE_ALL_FEATURES' | 'TRANSFER_RESPONSIBILITY';
  /** That it has expired follows from the time, and is not stored. */
  state: 'REQUESTED' | 'OPEN' | 'CANCELED' | 'ACCEPTED' | 'DECLINED';
  requested_at: number;
  expires_at: number;
  /** When it was accepted, declined or canceled. */
  closed_at: number | null;
  /** Who is asked, as it was named; `ORGANIZATION` is the organization itself, whose management account answers. */
  party_type: 'ACCOUNT' | 'EMAIL' | 'ORGANIZATION';
  party_id: string;
  notes: string | null;
  /** JSON: the tags that the account or transfer gets when the handshake is accepted. */
  tags: string;
  parent_id: string | null;
  transfer_id: string | null;
}

export interface ResponsibilityTransferRow {
  id: string;
  name: string;
  status: 'REQUESTED' | 'DECLINED' | 'CANCELED' | 'ACCEPTED' | 'WITHDRAWN';
  /** The management account whose organization's bills are paid by the target. */
  source_account_id: string;
  source_organization_id: string;
  target_account_id: string;
  target_organization_id: string;
  starts_at: number;
  ends_at: number | null;
  handshake_id: string;
}
