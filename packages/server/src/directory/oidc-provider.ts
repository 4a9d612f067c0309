import type { OidcProviderRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { inStore, oidcProviderArn } from './arn.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';
import { removeAllTags } from './tag.ts';

const invalid = (message: string): ApiError => new ApiError('InvalidInput', message);

/** Host and path of a provider's URL: https, no port, no query (R21.32).
 * @throws ApiError `ValidationError` */
export function readProviderUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url?.protocol === 'https:' && url.port === '' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!url || !plain || !/^https:\/\/[^:?#@\\\s]+$/i.test(text)) throw new ApiError('ValidationError', 'Invalid Open ID Connect Provider URL');
  const rest = text.slice('https://'.length);
  const slash = rest.indexOf('/');
  return slash < 0 ? rest.toLowerCase() : rest.slice(0, slash).toLowerCase() + rest.slice(slash);
}

/** Thumbprints as they are kept: 40 hexadecimal digits each, at most five.
 * @throws ApiError `InvalidInput`, `LimitExceeded` */
export function readThumbprints(list: readonly string[]): readonly string[] {
  if (!list.every((thumbprint) => /^[0-9A-Fa-f]{40}$/.test(thumbprint))) throw invalid('Thumbprint must be 40 hexadecimal digits.');
  checkQuota('ThumbprintsPerOpenIdConnectProvider', list.length);
  return list;
}

export function readClientIds(list: readonly string[]): readonly string[] {
  const distinct = [...new Set(list)];
  checkQuota('ClientIdsPerOpenIdConnectProvider', distinct.length);
  return distinct;
}

/** @throws ApiError `EntityAlreadyExists`, `LimitExceeded` */
export async function insertOidcProvider(
  { db, changed }: Writer,
  { account, url, clientIds, thumbprints, now }: { readonly account: string; readonly url: string; readonly clientIds: readonly string[]; readonly thumbprints: readonly string[]; readonly now: Date },
): Promise<OidcProviderRow> {
  const arn = oidcProviderArn(account, url);
  const others = await listOidcProviders(db, account);
  if (others.some((other) => other.arn === arn)) throw new ApiError('EntityAlreadyExists', `Provider with url https://${url} already exists.`);
  checkQuota('OpenIdConnectProvidersPerAccount', others.length + 1);
  const row: OidcProviderRow = { arn, account_id: account, url, client_ids: JSON.stringify(clientIds), thumbprints: JSON.stringify(thumbprints), created_at: wholeSeconds(now) };
  await db.insertInto('oidc_providers').values(row).execute();
  changed('oidcProvider', arn);
  return row;
}

export const listOidcProviders = (db: Database, account: string): Promise<OidcProviderRow[]> =>
  db.selectFrom('oidc_providers').selectAll().where('account_id', '=', account).orderBy('arn').execute();

const findOidcProvider = (db: Database, account: string, arn: string): Promise<OidcProviderRow | undefined> =>
  db.selectFrom('oidc_providers').selectAll().where('arn', '=', inStore(arn)).where('account_id', '=', account).executeTakeFirst();

/** @throws ApiError `NoSuchEntity`, `ValidationError` for what is no provider's ARN */
export async function getOidcProvider(db: Database, account: string, arn: string): Promise<OidcProviderRow> {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/./.test(arn)) throw new ApiError('ValidationError', `Invalid ARN: ${arn}`);
  const row = await findOidcProvider(db, account, arn);
  if (!row) throw new ApiError('NoSuchEntity', `OpenIDConnect Provider not found for arn ${arn}`);
  return row;
}

export async function updateOidcProvider({ db, changed }: Writer, { arn }: OidcProviderRow, set: { readonly clientIds?: readonly string[]; readonly thumbprints?: readonly string[] }): Promise<void> {
  await db
    .updateTable('oidc_providers')
    .set({ ...(set.clientIds ? { client_ids: JSON.stringify(set.clientIds) } : {}), ...(set.thumbprints ? { thumbprints: JSON.stringify(set.thumbprints) } : {}) })
    .where('arn', '=', arn)
    .execute();
  changed('oidcProvider', arn);
}

/** One that is not there is no error (R21.33). */
export async function deleteOidcProvider({ db, changed }: Writer, account: string, arn: string): Promise<void> {
  const row = await findOidcProvider(db, account, arn);
  if (!row) return;
  await removeAllTags(db, row.arn);
  await db.deleteFrom('oidc_providers').where('arn', '=', row.arn).execute();
  changed('oidcProvider', row.arn);
}

export const listOf = (json: string): readonly string[] => JSON.parse(json) as readonly string[];
