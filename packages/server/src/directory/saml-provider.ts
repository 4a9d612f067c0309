import { createPrivateKey } from 'node:crypto';
import type { Vault } from '../secret/vault.ts';
import type { SamlPrivateKeyRow, SamlProviderRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { inStore, samlProviderArn } from './arn.ts';
import { lowerCaseId, uuid } from './identifier.ts';
import type { RandomBytes } from './identifier.ts';
import { wholeSeconds } from './named-entity.ts';
import { checkQuota } from './quota.ts';
import { removeAllTags } from './tag.ts';

const keyPurpose = 'SAML private key';
const century = 100 * 365.25 * 86_400_000;

const noSuchProvider = (arn: string): ApiError => new ApiError('NoSuchEntity', `Manifest not found for arn ${arn}`);

/** When a provider's metadata end: in a hundred years where they do not say. */
export const samlValidUntil = (stated: number | undefined, now: Date): number => stated ?? wholeSeconds(now) + century;

export interface SamlProviderParts {
  readonly metadata: string;
  /** Epoch milliseconds (R21.34). */
  readonly validUntil: number | undefined;
}

export async function insertSamlProvider(
  { db, changed }: Writer,
  { account, name, metadata, validUntil, encryptionMode, now, random }: SamlProviderParts & { readonly account: string; readonly name: string; readonly encryptionMode: SamlProviderRow['encryption_mode']; readonly now: Date; readonly random: RandomBytes },
): Promise<SamlProviderRow> {
  const arn = samlProviderArn(account, name);
  const others = await listSamlProviders(db, account);
  if (others.some((other) => other.arn === arn)) throw new ApiError('EntityAlreadyExists', `SAMLProvider ${arn} already exists`);
  checkQuota('SAMLProvidersPerAccount', others.length + 1);
  const row: SamlProviderRow = { arn, account_id: account, name, uuid: uuid(random), metadata, valid_until: samlValidUntil(validUntil, now), encryption_mode: encryptionMode, created_at: wholeSeconds(now) };
  await db.insertInto('saml_providers').values(row).execute();
  changed('samlProvider', arn);
  return row;
}

export const listSamlProviders = (db: Database, account: string): Promise<SamlProviderRow[]> =>
  db.selectFrom('saml_providers').selectAll().where('account_id', '=', account).orderBy('arn').execute();

/** @throws ApiError `NoSuchEntity`, `ValidationError` for what is no provider's ARN */
export async function getSamlProvider(db: Database, account: string, arn: string): Promise<SamlProviderRow> {
  if (!/^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/[\w._-]+$/.test(arn)) throw new ApiError('ValidationError', `Invalid ARN: ${arn}`);
  const row = await db.selectFrom('saml_providers').selectAll().where('arn', '=', inStore(arn)).where('account_id', '=', account).executeTakeFirst();
  if (!row) throw noSuchProvider(arn);
  return row;
}

export async function updateSamlProvider({ db, changed }: Writer, { arn }: SamlProviderRow, set: Partial<Pick<SamlProviderRow, 'metadata' | 'valid_until' | 'encryption_mode'>>): Promise<void> {
  if (Object.keys(set).length > 0) await db.updateTable('saml_providers').set(set).where('arn', '=', arn).execute();
  changed('samlProvider', arn);
}

export async function deleteSamlProvider({ db, changed }: Writer, { arn }: SamlProviderRow): Promise<void> {
  await removeAllTags(db, arn);
  await db.deleteFrom('saml_private_keys').where('provider_arn', '=', arn).execute();
  await db.deleteFrom('saml_providers').where('arn', '=', arn).execute();
  changed('samlProvider', arn);
}

export async function samlMetadataText(db: Database, arn: string): Promise<string> {
  const row = await db.selectFrom('saml_providers').select('metadata').where('arn', '=', arn).executeTakeFirst();
  if (!row) throw noSuchProvider(arn);
  return row.metadata;
}

export const listSamlKeys = (db: Database, arn: string): Promise<SamlPrivateKeyRow[]> =>
  db.selectFrom('saml_private_keys').selectAll().where('provider_arn', '=', arn).orderBy('created_at').orderBy('id').execute();

/** Keeps a key that assertions are decrypted with, sealed; at most two.
 * @param pem RSA, not encrypted
 * @throws ApiError `InvalidInput`, `LimitExceeded` */
export async function addSamlKey({ db }: Writer, { arn }: SamlProviderRow, pem: string, { vault, random, now }: { readonly vault: Vault; readonly random: RandomBytes; readonly now: Date }): Promise<void> {
  if (!isRsaKey(pem)) throw new ApiError('InvalidInput', 'Invalid private key: it must be an RSA key in PEM, without a passphrase.');
  checkQuota('PrivateKeysPerSAMLProvider', (await listSamlKeys(db, arn)).length + 1);
  const id = lowerCaseId('', 32, random).toUpperCase();
  await db.insertInto('saml_private_keys').values({ id, provider_arn: arn, sealed_key: vault.seal(keyPurpose, id, Buffer.from(pem)), created_at: wholeSeconds(now) }).execute();
}

/** @throws ApiError `NoSuchEntity` */
export async function removeSamlKey({ db }: Writer, { arn }: SamlProviderRow, id: string): Promise<void> {
  const { numDeletedRows } = await db.deleteFrom('saml_private_keys').where('provider_arn', '=', arn).where('id', '=', id).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new ApiError('NoSuchEntity', `The private key ${id} cannot be found.`);
}

/** The keys of a provider in PEM. */
export async function samlPrivateKeys(db: Database, arn: string, vault: Vault): Promise<readonly string[]> {
  return (await listSamlKeys(db, arn)).map(({ id, sealed_key }) => {
    const opened = vault.open(keyPurpose, id, sealed_key);
    if (!opened) throw new Error(`the private key ${id} of a SAML provider cannot be opened: the master key is not the one it was sealed with`);
    return opened.toString('utf8');
  });
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    // The one way in which it fails: the text is no key that can be read.
    return false;
  }
}
