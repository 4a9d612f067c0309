import { splitTarget } from '../signature/canonical-request.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import type { Database } from '../store/store.ts';
import { findIssuerById, issuersPath, issuerUrl } from './issuer.ts';
import { publicIssuerKeys } from './issuer-key.ts';

/** Answers what others verify our tokens with: the configuration and the keys of an account's issuer, to everybody.
 * `undefined` where the request asks for something else. */
export async function issuerDocument({ method, target }: RawRequest, db: Database, baseUrl: string): Promise<RawResponse | undefined> {
  const { path } = splitTarget(target);
  if (!path.startsWith(issuersPath)) return undefined;
  const [, id = '', name] = /^([0-9a-f-]{36})\/\.well-known\/(openid-configuration|jwks\.json)$/.exec(path.slice(issuersPath.length)) ?? [];
  const issuer = id === '' ? undefined : await findIssuerById(db, id);
  if (!issuer) return json(404, { error: 'not found' });
  if (method !== 'GET' && method !== 'HEAD') return { ...json(405, { error: 'method not allowed' }), headers: { ...headers, allow: 'GET, HEAD' } };
  if (name === 'jwks.json') return json(200, { keys: await publicIssuerKeys(db) });
  const url = issuerUrl(baseUrl, issuer);
  return json(200, {
    issuer: url,
    jwks_uri: `${url}/.well-known/jwks.json`,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'ES384'],
    claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'https://sts.amazonaws.com/'],
  });
}

const headers = { 'content-type': 'application/json', 'cache-control': 'max-age=300' };

const json = (status: number, body: object): RawResponse => ({ status, headers, body: JSON.stringify(body) });
