import { brokenLink, isValidAt, readCertificate, readChain, readPrivateKey } from '../keys/certificate.ts';
import type { ServerCertificateRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { malformedCertificate, noSuchServerCertificate } from './fault.ts';
import { hasPathPrefix, nameKey } from './named-entity.ts';
import type { NamedRow } from './named-entity.ts';
import { pageOf } from './page.ts';
import type { Page, PageRequest } from './page.ts';
import { removeAllTags } from './tag.ts';

const findRow = (db: Database, account: string, name: string): Promise<ServerCertificateRow | undefined> =>
  db.selectFrom('server_certificates').selectAll().where('account_id', '=', account).where('name_key', '=', nameKey(name)).executeTakeFirst();

/** @throws ApiError `NoSuchEntity` */
export async function getServerCertificateRow(db: Database, account: string, name: string): Promise<ServerCertificateRow> {
  const row = await findRow(db, account, name);
  if (!row) throw noSuchServerCertificate(name);
  return row;
}

const alreadyExists = (name: string): ApiError => new ApiError('EntityAlreadyExists', `The Server Certificate with name ${name} already exists.`);

/** What is uploaded: PEM texts. */
export interface CertificateTexts {
  readonly body: string;
  readonly privateKey: string;
  readonly chain: string | undefined;
}

/** Checks that the certificate can be read and is valid, that the key is its own, and that the chain holds. The key is not
 * kept: no operation gives it out.
 * @returns when it expires, epoch milliseconds
 * @throws ApiError `MalformedCertificate`, `KeyPairMismatch` */
function checkCertificate({ body, privateKey, chain }: CertificateTexts, now: Date): number {
  const certificate = readCertificate(body);
  if (!certificate) throw malformedCertificate('Unable to parse certificate. Please ensure the certificate is in PEM format.');
  const key = readPrivateKey(privateKey);
  if (!key) throw malformedCertificate('Unable to parse private key. Please ensure the private key is in PEM format and not encrypted.');
  if (!certificate.checkPrivateKey(key)) throw new ApiError('KeyPairMismatch', 'The public key certificate and the private key do not match.');
  if (!isValidAt(certificate, now)) throw malformedCertificate('The certificate is not valid now: it has expired, or its time has not begun.');
  if (chain !== undefined) {
    const issuers = readChain(chain);
    if (!issuers) throw malformedCertificate('Unable to parse certificate chain. Please ensure the certificates are in PEM format.');
    const broken = brokenLink(certificate, issuers);
    if (broken !== undefined) {
      throw malformedCertificate(
        'Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, followed by any intermediaries in order. ' +
          `The index within the chain of the invalid certificate is: ${broken}`,
      );
    }
  }
  return certificate.validToDate.getTime();
}

export async function insertServerCertificate({ db, changed }: Writer, named: NamedRow, texts: CertificateTexts, now: Date): Promise<ServerCertificateRow> {
  if (await findRow(db, named.account_id, named.name)) throw alreadyExists(named.name);
  const row: ServerCertificateRow = { ...named, body: texts.body, chain: texts.chain ?? null, expires_at: checkCertificate(texts, now) };
  await db.insertInto('server_certificates').values(row).execute();
  changed('serverCertificate', row.id);
  return row;
}

export async function listServerCertificateRows(db: Database, account: string, prefix: string | undefined, page: PageRequest): Promise<Page<ServerCertificateRow>> {
  let query = db.selectFrom('server_certificates').selectAll().where('account_id', '=', account).orderBy('name_key').limit(page.limit + 1);
  if (page.after) query = query.where('name_key', '>', page.after.key);
  if (prefix !== undefined && prefix !== '/') query = query.where(hasPathPrefix(prefix));
  return pageOf(await query.execute(), page, ({ name_key, id }) => ({ key: name_key, id }));
}

/** Renames and re-paths; the id stays. */
export async function updateServerCertificate({ db, changed }: Writer, row: ServerCertificateRow, name: string | undefined, path: string | undefined): Promise<void> {
  if (name !== undefined) {
    const namesake = await findRow(db, row.account_id, name);
    if (namesake && namesake.id !== row.id) throw alreadyExists(name);
  }
  const next = name ?? row.name;
  await db
    .updateTable('server_certificates')
    .set({ name: next, name_key: nameKey(next), path: path ?? row.path })
    .where('id', '=', row.id)
    .execute();
  changed('serverCertificate', row.id);
}

export async function deleteServerCertificate({ db, changed }: Writer, { id }: ServerCertificateRow): Promise<void> {
  await removeAllTags(db, id);
  await db.deleteFrom('server_certificates').where('id', '=', id).execute();
  changed('serverCertificate', id);
}
