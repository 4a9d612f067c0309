import { createPrivateKey, generateKeyPair } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import type { JWK } from 'jose';
import { wholeSeconds } from '../directory/named-entity.ts';
import type { Vault } from '../secret/vault.ts';
import type { IssuerKeyRow } from '../store/schema.ts';
import type { Database, Writer } from '../store/store.ts';

const purpose = 'issuer key';

export type IssuerAlgorithm = IssuerKeyRow['algorithm'];

const make = promisify(generateKeyPair);

/** A key pair of the server, of which only the sealed half and the public half are kept. */
export async function newIssuerKey(algorithm: IssuerAlgorithm, vault: Vault, now: Date): Promise<IssuerKeyRow> {
  const { privateKey, publicKey } = algorithm === 'RS256' ? await make('rsa', { modulusLength: 2048 }) : await make('ec', { namedCurve: 'P-384' });
  const jwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(jwk);
  return {
    id,
    algorithm,
    sealed_private_key: vault.seal(purpose, id, privateKey.export({ type: 'pkcs8', format: 'der' })),
    public_key: JSON.stringify({ ...jwk, kid: id, alg: algorithm, use: 'sig' }),
    created_at: wholeSeconds(now),
  };
}

/** Keeps a key. The newest of an algorithm signs; older ones are still published, so that what they signed can be verified. */
export async function insertIssuerKey({ db }: Writer, row: IssuerKeyRow): Promise<void> {
  await db.insertInto('issuer_keys').values(row).execute();
}

/** The key that signs with an algorithm now; `undefined` where none has been made. */
export const currentIssuerKey = (db: Database, algorithm: IssuerAlgorithm): Promise<IssuerKeyRow | undefined> =>
  db.selectFrom('issuer_keys').selectAll().where('algorithm', '=', algorithm).orderBy('created_at', 'desc').orderBy('id').limit(1).executeTakeFirst();

/** @throws Error where it was sealed under another master key */
export function openIssuerKey({ id, sealed_private_key }: IssuerKeyRow, vault: Vault): KeyObject {
  const der = vault.open(purpose, id, sealed_private_key);
  if (!der) throw new Error(`the issuer key ${id} cannot be opened: the master key is not the one it was sealed with`);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}

/** The public halves of all keys, as JSON Web Keys. */
export async function publicIssuerKeys(db: Database): Promise<readonly JWK[]> {
  const rows = await db.selectFrom('issuer_keys').select('public_key').orderBy('created_at').orderBy('id').execute();
  return rows.map(({ public_key }) => JSON.parse(public_key) as JWK);
}
