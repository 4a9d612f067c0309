import type { WebIdentityIssuerRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { uuid } from '../directory/identifier.ts';
import type { RandomBytes } from '../directory/identifier.ts';

/** Below what path of the server the documents of its issuers are. No bucket and no operation can have such a name. */
export const issuersPath = '/_assent/issuers/';

/** The URL by which an account's tokens name their issuer.
 * @param baseUrl where the server is reached from outside, without a slash at the end */
export const issuerUrl = (baseUrl: string, { issuer_id }: WebIdentityIssuerRow): string => `${baseUrl}${issuersPath}${issuer_id}`;

export async function findIssuer(db: Database, account: string): Promise<WebIdentityIssuerRow | undefined> {
  const row = await db.selectFrom('web_identity_issuers').selectAll().where('account_id', '=', account).executeTakeFirst();
  return row?.enabled === 1 ? row : undefined;
}

export async function findIssuerById(db: Database, id: string): Promise<WebIdentityIssuerRow | undefined> {
  return db.selectFrom('web_identity_issuers').selectAll().where('issuer_id', '=', id).where('enabled', '=', 1).executeTakeFirst();
}

/** @throws ApiError `FeatureDisabled` (R21.50) */
export async function getIssuer(db: Database, account: string): Promise<WebIdentityIssuerRow> {
  const row = await findIssuer(db, account);
  if (!row) throw new ApiError('FeatureDisabled', 'Outbound web identity federation is not enabled for this account.');
  return row;
}

/** Makes an account an issuer; one that was one before is the same again.
 * @throws ApiError `FeatureEnabled` */
export async function enableIssuer({ db }: Writer, account: string, random: RandomBytes): Promise<WebIdentityIssuerRow> {
  const known = await db.selectFrom('web_identity_issuers').selectAll().where('account_id', '=', account).executeTakeFirst();
  if (known?.enabled === 1) throw new ApiError('FeatureEnabled', 'Outbound web identity federation is already enabled for this account.');
  if (known) {
    await db.updateTable('web_identity_issuers').set({ enabled: 1 }).where('account_id', '=', account).execute();
    return { ...known, enabled: 1 };
  }
  const row: WebIdentityIssuerRow = { account_id: account, issuer_id: uuid(random), enabled: 1 };
  await db.insertInto('web_identity_issuers').values(row).execute();
  return row;
}

/** @throws ApiError `FeatureDisabled` */
export async function disableIssuer({ db }: Writer, account: string): Promise<void> {
  const row = await getIssuer(db, account);
  await db.updateTable('web_identity_issuers').set({ enabled: 0 }).where('account_id', '=', row.account_id).execute();
}
