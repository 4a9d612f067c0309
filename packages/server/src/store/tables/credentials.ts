/** The tables of what people and programs sign in with, access keys apart. An `owner_id` is a user's id, or an account's
 * for its root. */
export interface CredentialTables {
  password_policies: PasswordPolicyRow;
  login_profiles: LoginProfileRow;
  mfa_devices: MfaDeviceRow;
  ssh_public_keys: SshPublicKeyRow;
  signing_certificates: SigningCertificateRow;
  server_certificates: ServerCertificateRow;
  service_credentials: ServiceCredentialRow;
  credential_reports: CredentialReportRow;
}

/** What the snapshot of credentials is made of. */
export type CredentialChangeKind = 'mfaDevice' | 'serverCertificate' | 'serviceCredential';

export type CredentialStatus = 'Active' | 'Inactive';

export interface PasswordPolicyRow {
  account_id: string;
  minimum_length: number;
  require_symbols: 0 | 1;
  require_numbers: 0 | 1;
  require_uppercase: 0 | 1;
  require_lowercase: 0 | 1;
  users_may_change: 0 | 1;
  /** Days. */
  max_age: number | null;
  reuse_prevention: number | null;
  hard_expiry: 0 | 1;
}

export interface LoginProfileRow {
  owner_id: string;
  account_id: string;
  /** One salt for all passwords that the owner ever has, so that a new one is compared with the old ones at the cost of
   * a single hash. */
  salt: Uint8Array;
  /** JSON: hashes in base64, the current password's first; empty where none was set yet. */
  hashes: string;
  reset_required: 0 | 1;
  created_at: number;
  changed_at: number;
}

export interface MfaDeviceRow {
  /** The ARN in the store's partition. */
  serial: string;
  account_id: string;
  name: string;
  path: string;
  sealed_seed: Uint8Array;
  owner_id: string | null;
  enabled_at: number | null;
  /** The time step of the last code that was accepted; no code of it or before is accepted again. */
  last_step: number;
  /** By how many time steps the device's clock is ahead of ours. */
  drift: number;
  created_at: number;
}

export interface SshPublicKeyRow {
  id: string;
  account_id: string;
  user_id: string;
  /** The key in SSH's own form, base64. */
  key: string;
  fingerprint: string;
  status: CredentialStatus;
  uploaded_at: number;
}

export interface SigningCertificateRow {
  id: string;
  account_id: string;
  owner_id: string;
  body: string;
  /** SHA-256 of the certificate, hexadecimal. */
  digest: string;
  status: CredentialStatus;
  uploaded_at: number;
}

export interface ServerCertificateRow {
  id: string;
  account_id: string;
  name: string;
  name_key: string;
  path: string;
  created_at: number;
  body: string;
  chain: string | null;
  expires_at: number;
}

export interface ServiceCredentialRow {
  id: string;
  account_id: string;
  user_id: string;
  service: string;
  service_user_name: string;
  /** SHA-256 of the password, which is random and long. */
  password_digest: Uint8Array;
  status: CredentialStatus;
  created_at: number;
  expires_at: number | null;
}

export interface CredentialReportRow {
  account_id: string;
  generated_at: number;
  content: string;
}
