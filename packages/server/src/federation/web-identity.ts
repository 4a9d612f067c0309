import { inPartition, oidcProviderArn } from '../directory/arn.ts';
import type { Arrival } from '../operation/call.ts';
import { verifyAccessToken } from './access-token.ts';
import { invalidToken, issuerOf, verifyIdentityToken } from './identity-token.ts';
import { vouchedByToken } from './token-claims.ts';
import type { Vouched } from './vouched.ts';

/** A web identity that has been verified. */
export interface WebIdentity extends Vouched {
  readonly subject: string;
  readonly audience: string;
  /** The issuer without its scheme. */
  readonly name: string;
}

/** Providers of identity tokens that every account trusts without registering them; what they are trusted for is the trust
 * policy's to say. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  'accounts.google.com': ['https://accounts.google.com', 'accounts.google.com'],
  'cognito-identity.amazonaws.com': ['https://cognito-identity.amazonaws.com'],
};

const schemeless = (issuer: string): string => (issuer.startsWith('https://') ? issuer.slice('https://'.length) : issuer);

/** Verifies a token for a role of an account: with the provider that the account registered for its issuer, or a built-in one.
 * @throws ApiError `InvalidIdentityToken`, `ExpiredTokenException`, `IDPCommunicationError` */
export async function verifyWebIdentity(
  { token, providerId }: { readonly token: string; readonly providerId: string | undefined },
  { account, partition }: { readonly account: string; readonly partition: string },
  { environment, snapshot, now }: Arrival,
): Promise<WebIdentity> {
  const { documents, providerKeys } = environment.federation;
  if (providerId !== undefined) return { ...(await verifyAccessToken(providerId, token, documents, now)), name: providerId };
  const issuer = issuerOf(token);
  const name = schemeless(issuer);
  const registered = issuer === name ? undefined : snapshot.find('oidcProvider', oidcProviderArn(account, name));
  if (!registered && !Object.hasOwn(builtIn, name)) throw invalidToken(`No OpenIDConnect provider found in your account for ${issuer.slice(0, 255)}`);
  const verified = await verifyIdentityToken(
    token,
    registered ? { ...registered, issuers: [issuer] } : { url: name, thumbprints: [], issuers: builtIn[name] ?? [], clientIds: 'any' },
    providerKeys,
    now,
  );
  const provider = registered ? inPartition(registered.id, partition) : name;
  return { ...vouchedByToken(verified, { provider, name }), subject: verified.subject, audience: verified.audience[0] ?? '', name };
}
