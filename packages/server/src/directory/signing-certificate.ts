import { isValidAt, readCertificate } from '../keys/certificate.ts';
import type { CredentialStatus, SigningCertificateRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { ownerId } from './access-key.ts';
import type { KeyOwner } from './access-key.ts';
import { malformedCertificate } from './fault.ts';
import { signingCertificateId } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';

export const listSigningCertificates = (db: Database, owner: KeyOwner): Promise<SigningCertificateRow[]> =>
  db.selectFrom('signing_certificates').selectAll().where('owner_id', '=', ownerId(owner)).orderBy('uploaded_at').orderBy('id').execute();

/** @throws ApiError `NoSuchEntity` where the owner has no such certificate */
export async function getSigningCertificate(db: Database, owner: KeyOwner, id: string): Promise<SigningCertificateRow> {
  const row = (await listSigningCertificates(db, owner)).find((each) => each.id === id);
  if (!row) throw new ApiError('NoSuchEntity', `The Certificate with id ${id} cannot be found.`);
  return row;
}

/** @throws ApiError `MalformedCertificate`, `InvalidCertificate`, `DuplicateCertificate`, `LimitExceeded` (R21.30) */
export async function insertSigningCertificate({ db }: Writer, owner: KeyOwner, body: string, random: RandomBytes, now: Date): Promise<SigningCertificateRow> {
  const certificate = readCertificate(body);
  if (!certificate) throw malformedCertificate('Unable to parse certificate. Please ensure the certificate is in PEM format.');
  if (!isValidAt(certificate, now)) throw new ApiError('InvalidCertificate', 'The certificate is not valid now: it has expired, or its time has not begun.');
  const digest = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  const namesake = await db.selectFrom('signing_certificates').select('id').where('account_id', '=', owner.account).where('digest', '=', digest).executeTakeFirst();
  if (namesake) throw new ApiError('DuplicateCertificate', 'The certificate is already associated with an IAM user in the account.');
  checkQuota('SigningCertificatesPerUser', (await listSigningCertificates(db, owner)).length + 1);
  const row: SigningCertificateRow = {
    id: signingCertificateId(random),
    account_id: owner.account,
    owner_id: ownerId(owner),
    body,
    digest,
    status: 'Active',
    uploaded_at: wholeSeconds(now),
  };
  await db.insertInto('signing_certificates').values(row).execute();
  return row;
}

export async function setSigningCertificateStatus({ db }: Writer, { id }: SigningCertificateRow, status: CredentialStatus): Promise<void> {
  await db.updateTable('signing_certificates').set({ status }).where('id', '=', id).execute();
}

export async function deleteSigningCertificate({ db }: Writer, { id }: SigningCertificateRow): Promise<void> {
  await db.deleteFrom('signing_certificates').where('id', '=', id).execute();
}
