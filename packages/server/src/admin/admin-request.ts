import { AccessError } from '../access/access-error.ts';
import { isObject } from '../access/member.ts';
import type { JsonObject } from '../access/member.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import { isToken } from '../secret/admin-token.ts';
import { headerValues } from '../signature/canonical-request.ts';

/** Lets those through who hold the admin token.
 * @throws AccessError `unauthenticated` */
export function checkAdminToken(request: RawRequest, expected: string): void {
  const [authorization = '', ...more] = headerValues(request).get('authorization') ?? [];
  const token = /^bearer +(\S{1,2048})$/i.exec(authorization)?.[1];
  if (token === undefined || more.length > 0 || !isToken(token, expected)) throw new AccessError('unauthenticated', 'the admin token is missing or wrong');
}

/** @throws AccessError `invalid-request` where the body is no object in JSON */
export function readJson({ body }: RawRequest): JsonObject {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw new AccessError('invalid-request', 'the request body must be JSON');
  }
  if (!isObject(read)) throw new AccessError('invalid-request', 'the request body must be an object');
  return read;
}

export const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };

export const answer = (status: number, body: object): RawResponse => ({ status, headers: status === 401 ? { ...headers, 'www-authenticate': 'Bearer' } : headers, body: JSON.stringify(body) });
