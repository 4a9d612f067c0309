import type { iam } from '@assent/catalog';
import { entityArn, inPartition } from '../../directory/arn.ts';
import { serviceForm, shownStatus } from '../../directory/service-credential.ts';
import type { NewServiceCredential } from '../../directory/service-credential.ts';
import type { Call } from '../../operation/call.ts';
import type { LoginProfileRow, MfaDeviceRow, ServerCertificateRow, ServiceCredentialRow, SigningCertificateRow, SshPublicKeyRow, UserRow } from '../../store/schema.ts';
import { listedUser, rootUser } from './entity-answer.ts';

/** Credentials as answers show them; what is secret only in the answer that makes it. */
export const shownLoginProfile = (row: LoginProfileRow, name: string): iam.LoginProfile => ({
  UserName: name,
  CreateDate: new Date(row.created_at),
  PasswordResetRequired: row.reset_required === 1,
});

const serialOf = (call: Call, row: MfaDeviceRow): string => inPartition(row.serial, call.partition);

/** A virtual device as the list of them shows it.
 * @param owner the user it is enabled for; absent for the root and for nobody */
export const shownVirtualDevice = (call: Call, row: MfaDeviceRow, owner: UserRow | undefined): iam.VirtualMFADevice => ({
  SerialNumber: serialOf(call, row),
  EnableDate: row.enabled_at === null ? undefined : new Date(row.enabled_at),
  User: owner ? listedUser(call, owner) : row.owner_id === row.account_id ? rootUser(call) : undefined,
});

/** A device as its owner's list shows it. */
export const shownDevice = (call: Call, row: MfaDeviceRow, name: string): iam.MFADevice => ({
  UserName: name,
  SerialNumber: serialOf(call, row),
  EnableDate: new Date(row.enabled_at ?? 0),
});

export const listedSshPublicKey = (row: SshPublicKeyRow, name: string): iam.SSHPublicKeyMetadata => ({
  UserName: name,
  SSHPublicKeyId: row.id,
  Status: row.status,
  UploadDate: new Date(row.uploaded_at),
});

export const shownSshPublicKey = (row: SshPublicKeyRow, name: string, body: string): iam.SSHPublicKey => ({
  ...listedSshPublicKey(row, name),
  Fingerprint: row.fingerprint,
  SSHPublicKeyBody: body,
});

export const shownSigningCertificate = (row: SigningCertificateRow, name: string): iam.SigningCertificate => ({
  UserName: name,
  CertificateId: row.id,
  CertificateBody: row.body,
  Status: row.status,
  UploadDate: new Date(row.uploaded_at),
});

export const listedServerCertificate = (call: Call, row: ServerCertificateRow): iam.ServerCertificateMetadata => ({
  Path: row.path,
  ServerCertificateName: row.name,
  ServerCertificateId: row.id,
  Arn: entityArn(call.partition, row.account_id, 'server-certificate', row.path, row.name),
  UploadDate: new Date(row.created_at),
  Expiration: new Date(row.expires_at),
});

/** A credential of a service as List answers show it: API keys have an alias where others have a user name. */
export const listedServiceCredential = (row: ServiceCredentialRow, name: string, now: Date): iam.ServiceSpecificCredentialMetadata => ({
  UserName: name,
  Status: shownStatus(row, now),
  ...(serviceForm(row.service) === 'apiKey' ? { ServiceCredentialAlias: row.service_user_name } : { ServiceUserName: row.service_user_name }),
  CreateDate: new Date(row.created_at),
  ExpirationDate: row.expires_at === null ? undefined : new Date(row.expires_at),
  ServiceSpecificCredentialId: row.id,
  ServiceName: row.service,
});

/** The same with its password, right after that was made. */
export const newServiceCredential = ({ row, password }: NewServiceCredential, name: string, now: Date): iam.ServiceSpecificCredential => ({
  ...listedServiceCredential(row, name, now),
  ...(serviceForm(row.service) === 'apiKey' ? { ServiceCredentialSecret: password } : { ServicePassword: password }),
});
