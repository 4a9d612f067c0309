import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { RequestHead } from '../http/raw-request.ts';
import { canonicalRequest, headerValues, sha256 } from './canonical-request.ts';
import type { PathStyle } from './canonical-request.ts';
import type { CredentialScope, CredentialSource } from './credential.ts';
import { readSignature } from './signed-request.ts';
import type { SignedRequest } from './signed-request.ts';
import type { SigningKeys } from './signing-key.ts';

/** Why a request was not authenticated; `signatureError` words it for a protocol. */
export type SignatureFault = 'missing' | 'incomplete' | 'invalidKey' | 'mismatch' | 'expiredToken' | 'expiredRequest';

export type Verification<Identity> =
  | { readonly verified: true; readonly identity: Identity; readonly accessKeyId: string; readonly scope: CredentialScope; readonly presigned: boolean; readonly payload: SignedPayload }
  | { readonly verified: false; readonly fault: SignatureFault; readonly message: string };

/** What a signature says of the payload, and what the signatures of its chunks go on from. */
export interface SignedPayload {
  /** Hexadecimal SHA-256, or the word that stands in its place. */
  readonly hash: string;
  readonly key: KeyObject;
  readonly scope: CredentialScope;
  readonly timestamp: string;
  readonly signature: string;
}

export interface VerifyOptions<Identity> {
  readonly credentials: CredentialSource<Identity>;
  readonly keys: SigningKeys;
  /** The services that a scope may name, each with the way its clients write paths. */
  readonly services: Readonly<Record<string, PathStyle>>;
  readonly now: Date;
}

/** A signature is good for a quarter of an hour before and after its time (R20.2). */
const skew = 15 * 60_000;

const texts = {
  missing: 'Request is missing Authentication Token',
  invalidKey: 'The security token included in the request is invalid.',
  expiredToken: 'The security token included in the request is expired',
  mismatch:
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
} as const;

/** Stands in for the key of a caller that does not exist, so that its refusal takes the same time. */
const nobody = createSecretKey(randomBytes(32));

/** Verifies the SigV4 signature of a request as it was received (R20.2, R20.3). What does not fit is answered with as
 * little as AWS tells; a wrong secret and a changed request look alike.
 * @param body absent where it passes later: the hash that the head states is taken for signed, and whoever passes the body on holds
 * it against that */
export function verifySignature<Identity>(head: RequestHead, body: Uint8Array | undefined, { credentials, keys, services, now }: VerifyOptions<Identity>): Verification<Identity> {
  const signed = readSignature(head);
  if ('unreadable' in signed) {
    return signed.unreadable === 'missing' ? refuse('missing', texts.missing) : refuse('incomplete', signed.message);
  }
  const style = Object.hasOwn(services, signed.scope.service) ? services[signed.scope.service] : undefined;
  if (style === undefined) return refuse('mismatch', `Credential should be scoped to a service that is served here: ${Object.keys(services).join(', ')}.`);
  const untimely = checkTime(signed, now);
  if (untimely) return untimely;
  const found = credentials.find(signed.accessKeyId, signed.sessionToken);
  const key = found.status === 'active' ? keys.get(signed.accessKeyId, found.secret, signed.scope) : nobody;
  const hash = hashOfPayload(head, body, signed, style);
  const expected = hash === undefined ? undefined : expectedSignature(head, signed, style, hash, key);
  if (found.status !== 'active') return found.status === 'expired' ? refuse('expiredToken', texts.expiredToken) : refuse('invalidKey', texts.invalidKey);
  if (hash === undefined || expected === undefined || !timingSafeEqual(expected, Buffer.from(signed.signature, 'hex'))) return refuse('mismatch', texts.mismatch);
  const { accessKeyId, scope, presigned, timestamp, signature } = signed;
  return { verified: true, identity: found.identity, accessKeyId, scope, presigned, payload: { hash, key, scope, timestamp, signature } };
}

const refuse = (fault: SignatureFault, message: string): { readonly verified: false; readonly fault: SignatureFault; readonly message: string } => ({
  verified: false,
  fault,
  message,
});

function checkTime({ at, timestamp, scope, presigned, expires }: SignedRequest, now: Date): ReturnType<typeof refuse> | undefined {
  if (scope.date !== timestamp.slice(0, 8)) return refuse('mismatch', `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${timestamp.slice(0, 8)}'.`);
  const basic = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
  if (at.getTime() > now.getTime() + skew) {
    return refuse('mismatch', `Signature not yet current: ${timestamp} is still later than ${basic(now.getTime() + skew)} (${basic(now.getTime())} + 15 min.)`);
  }
  if (presigned && expires !== undefined) {
    return now.getTime() > at.getTime() + expires * 1000 ? refuse('expiredRequest', 'Request has expired.') : undefined;
  }
  if (at.getTime() < now.getTime() - skew) {
    return refuse('mismatch', `Signature expired: ${timestamp} is now earlier than ${basic(now.getTime() - skew)} (${basic(now.getTime())} - 15 min.)`);
  }
  return undefined;
}

function expectedSignature(request: RequestHead, signed: SignedRequest, style: PathStyle, payloadHash: string, key: KeyObject): Buffer | undefined {
  const canonical = canonicalRequest(request, signed.signedHeaders, payloadHash, style);
  if (canonical === undefined) return undefined;
  const { date, region, service } = signed.scope;
  const text = `AWS4-HMAC-SHA256\n${signed.timestamp}\n${date}/${region}/${service}/aws4_request\n${sha256(canonical)}`;
  return createHmac('sha256', key).update(text).digest();
}

/** What may stand for a payload that is verified as it passes. */
const passing = /^(?:[0-9a-f]{64}|STREAMING-AWS4-HMAC-SHA256-PAYLOAD(?:-TRAILER)?|STREAMING-UNSIGNED-PAYLOAD-TRAILER)$/;

/** The payload's hash as it was signed. A hash that the client states must be that of the body that came; the payload
 * goes unsigned where the client said so under its signature, or presigned an S3 request. */
function hashOfPayload(head: RequestHead, body: Uint8Array | undefined, signed: SignedRequest, style: PathStyle): string | undefined {
  const stated = headerValues(head).get('x-amz-content-sha256');
  if (stated && stated.length > 1) return undefined;
  const [hash] = stated ?? [];
  if (hash !== undefined && !signed.signedHeaders.includes('x-amz-content-sha256')) return undefined;
  if (hash === 'UNSIGNED-PAYLOAD' || (hash === undefined && signed.presigned && style === 'as-sent')) return 'UNSIGNED-PAYLOAD';
  if (body === undefined) return hash !== undefined && passing.test(hash) ? hash : undefined;
  const actual = sha256(body);
  return hash === undefined || hash === actual ? actual : undefined;
}
