import { SignJWT } from 'jose';
import type { Tag } from '../directory/facts.ts';
import { organizationPath } from '../directory/hierarchy.ts';
import { uuid } from '../directory/identifier.ts';
import type { Call } from '../operation/call.ts';
import { ApiError } from '../wire/api-error.ts';
import { issuerUrl } from './issuer.ts';
import { openIssuerKey } from './issuer-key.ts';
import type { IssuerKeyRow, WebIdentityIssuerRow } from '../store/schema.ts';

/** What a token may take, encoded (R9.14). */
const payloadLimit = 8192;

const awsClaims = 'https://sts.amazonaws.com/';

const byKey = (tags: readonly Tag[]): Readonly<Record<string, string>> | undefined => (tags.length === 0 ? undefined : Object.fromEntries(tags.map(({ key, value }) => [key, value])));

/** Signs a token that tells another system who calls here.
 * @throws ApiError `JWTPayloadSizeExceededException` */
export async function issueToken(
  call: Call,
  { issuer, key, audience, tags, expiresAt }: { readonly issuer: WebIdentityIssuerRow; readonly key: IssuerKeyRow; readonly audience: readonly string[]; readonly tags: readonly Tag[]; readonly expiresAt: number },
): Promise<string> {
  const { caller, snapshot, environment } = call;
  const { principal } = caller;
  const subject = principal.kind === 'roleSession' ? principal.roleArn : caller.arn;
  const membership = snapshot.find('account', caller.account)?.membership;
  const payload = {
    aud: audience.length === 1 ? (audience[0] ?? '') : [...audience],
    [awsClaims]: {
      aws_account: caller.account,
      source_region: call.region,
      principal_id: subject,
      ...(membership ? { org_id: membership.organization, ou_path: organizationPath(snapshot, caller.account) } : {}),
      ...(caller.session ? { original_session_exp: new Date(caller.session.expiresAt).toISOString() } : {}),
      principal_tags: byKey(caller.tags),
      request_tags: byKey(tags),
    },
  };
  if (Buffer.byteLength(JSON.stringify(payload)) > payloadLimit) throw new ApiError('JWTPayloadSizeExceededException', `The payload of the token would be larger than ${payloadLimit} bytes.`);
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.algorithm, kid: key.id, typ: 'JWT' })
    .setIssuer(issuerUrl(environment.federation.baseUrl(), issuer))
    .setSubject(subject)
    .setIssuedAt(Math.floor(call.now.getTime() / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .setJti(uuid(environment.random))
    .sign(openIssuerKey(key, environment.vault));
}
