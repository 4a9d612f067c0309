import { ApiError } from '../wire/api-error.ts';
import { DocumentError } from './https-documents.ts';
import type { DocumentSource } from './https-documents.ts';
import { invalidToken } from './identity-token.ts';
import { providerKeys } from './token-claims.ts';
import type { Vouched } from './vouched.ts';

/** An OAuth 2.0 access token that its provider knows. */
export interface KnownAccessToken extends Vouched {
  readonly subject: string;
  readonly audience: string;
}

/** How the two built-in providers without identity tokens tell whose a token is. */
const providers: Readonly<Record<string, (token: string, get: (url: string) => Promise<Readonly<Record<string, unknown>>>) => Promise<{ readonly subject: unknown; readonly audience: unknown; readonly names: readonly [subject: string, audience: string] }>>> = {
  'www.amazon.com': async (token, get) => {
    const info = await get(`https://api.amazon.com/auth/o2/tokeninfo?access_token=${token}`);
    return { subject: info['user_id'], audience: info['aud'], names: ['user_id', 'app_id'] };
  },
  'graph.facebook.com': async (token, get) => {
    const [user, app] = [await get(`https://graph.facebook.com/me?fields=id&access_token=${token}`), await get(`https://graph.facebook.com/app?fields=id&access_token=${token}`)];
    return { subject: user['id'], audience: app['id'], names: ['id', 'app_id'] };
  },
};

/** Asks the provider whose an access token is.
 * @throws ApiError `InvalidIdentityToken`, `IDPCommunicationError` */
export async function verifyAccessToken(providerId: string, token: string, source: DocumentSource, now: Date): Promise<KnownAccessToken> {
  const ask = Object.hasOwn(providers, providerId) ? providers[providerId] : undefined;
  if (!ask) throw new ApiError('InvalidParameterValue', 'ProviderId is for access tokens of www.amazon.com and graph.facebook.com alone.');
  const { subject, audience, names } = await ask(encodeURIComponent(token), async (url) => {
    try {
      return Object(await source(new URL(url), [], now)) as Readonly<Record<string, unknown>>;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      throw error.code === 'unusable' ? invalidToken('The access token is not valid.') : new ApiError('IDPCommunicationError', 'The identity provider could not be reached to verify the token.');
    }
  });
  if (typeof subject !== 'string' || typeof audience !== 'string' || subject === '' || audience === '') throw invalidToken('The access token is not valid.');
  return { provider: providerId, ...providerKeys(providerId, { [names[0]]: subject, [names[1]]: audience }), tags: {}, sourceIdentity: undefined, subject, audience };
}
