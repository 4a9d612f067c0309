import { decodeJwt, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { ApiError } from '../wire/api-error.ts';
import { DocumentError } from './https-documents.ts';
import type { KeyOwner, ProviderKeys } from './provider-keys.ts';

/** What signs tokens: key pairs alone, never a shared secret, never nothing. */
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512', 'PS256'];
/** Seconds by which a provider's clock may be ahead of ours. An end is an end. */
const clockSkew = 300;

export const invalidToken = (message: string): ApiError => new ApiError('InvalidIdentityToken', message);

/** A verified token: who it speaks of, and what else it says. */
export interface VerifiedToken {
  readonly subject: string;
  /** `azp` where there is one, else `aud`. */
  readonly audience: readonly string[];
  readonly claims: JWTPayload;
}

/** The issuer that a token names, before anything about it is verified.
 * @throws ApiError `InvalidIdentityToken` for what is no token at all */
export function issuerOf(token: string): string {
  let issuer: string | undefined;
  try {
    issuer = decodeJwt(token).iss;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
  }
  if (typeof issuer !== 'string') throw invalidToken('The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)');
  return issuer;
}

/** Verifies a token of an OpenID Connect provider: its signature with the provider's keys, its time, its audience.
 * @param owner the provider, and `issuers`: the names it goes by in its tokens
 * @throws ApiError `InvalidIdentityToken`, `ExpiredTokenException`, `IDPCommunicationError` */
export async function verifyIdentityToken(
  token: string,
  owner: KeyOwner & { readonly issuers: readonly string[]; readonly clientIds: readonly string[] | 'any' },
  keys: ProviderKeys,
  now: Date,
): Promise<VerifiedToken> {
  const claims = await verifySignature(token, owner, keys, now);
  const { exp, iat, sub, azp } = claims;
  const seconds = Math.floor(now.getTime() / 1000);
  if (exp === undefined || iat === undefined) throw invalidToken('Missing a required claim: exp, iat');
  if (exp <= seconds) throw new ApiError('ExpiredTokenException', `Token expired: current date/time ${seconds} must be before the expiration date/time ${exp}`);
  if (iat > seconds + clockSkew) throw invalidToken('The token was issued in the future');
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw invalidToken('Missing a required claim: sub');
  const audience = typeof azp === 'string' ? [azp] : audiencesOf(claims);
  const { clientIds } = owner;
  if (audience.length === 0 || (clientIds !== 'any' && !audience.some((each) => clientIds.includes(each)))) throw invalidToken('Incorrect token audience');
  return { subject: sub, audience, claims };
}

export const audiencesOf = ({ aud }: JWTPayload): readonly string[] => (typeof aud === 'string' ? [aud] : Array.isArray(aud) ? aud.filter((each) => typeof each === 'string') : []);

async function verifySignature(token: string, owner: KeyOwner & { readonly issuers: readonly string[] }, keys: ProviderKeys, now: Date): Promise<JWTPayload> {
  const verify = async (key: JWTVerifyGetKey): Promise<JWTPayload> =>
    (await jwtVerify(token, key, { algorithms, issuer: [...owner.issuers], currentDate: now, clockTolerance: clockSkew })).payload;
  try {
    const known = await keys.find(owner, now);
    try {
      return await verify(known);
    } catch (error) {
      // The provider may have taken a new key since.
      const renewed = error instanceof errors.JWKSNoMatchingKey ? await keys.refresh(owner, now) : undefined;
      if (!renewed) throw error;
      return await verify(renewed);
    }
  } catch (error) {
    throw wordedError(error, now);
  }
}

const noKey = "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements";

function wordedError(error: unknown, now: Date): unknown {
  if (error instanceof DocumentError) return error.code === 'unreachable' ? new ApiError('IDPCommunicationError', 'The identity provider could not be reached to verify the token.') : invalidToken(noKey);
  if (error instanceof errors.JWTExpired) {
    return new ApiError('ExpiredTokenException', `Token expired: current date/time ${Math.floor(now.getTime() / 1000)} must be before the expiration date/time ${error.payload.exp}`);
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JWKSInvalid || error instanceof errors.JWKInvalid) return invalidToken(noKey);
  // A key that is published but is no key makes the platform's own errors.
  if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException) return invalidToken('The web identity token that was passed could not be validated.');
  return error;
}
