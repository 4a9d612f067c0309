import type { JWTPayload } from 'jose';
import { audiencesOf, invalidToken } from './identity-token.ts';
import type { VerifiedToken } from './identity-token.ts';
import { isSourceIdentity, statedTags } from './stated-tags.ts';
import type { Vouched } from './vouched.ts';

/** Claims of single providers that are condition keys too. */
const ownClaims: Readonly<Record<string, readonly string[]>> = {
  'token.actions.githubusercontent.com': ['actor', 'actor_id', 'enterprise_id', 'environment', 'job_workflow_ref', 'ref', 'repository', 'repository_id', 'workflow'],
};

/** What stays with the session of a web identity (section 6.2 of evaluation.md). */
const kept: ReadonlySet<string> = new Set(['amr', 'aud', 'id', 'sub']);

const tagClaim = 'https://aws.amazon.com/tags';
const sourceIdentityClaim = 'https://aws.amazon.com/source_identity';

/** The condition keys, session tags and source identity of a verified token.
 * @param provider the principal, and `name`: the prefix of its condition keys
 * @throws ApiError `InvalidIdentityToken` for tags or a source identity that no session can have */
export function vouchedByToken({ subject, audience, claims }: VerifiedToken, { provider, name }: { readonly provider: string; readonly name: string }): Vouched {
  const hasParty = typeof claims['azp'] === 'string';
  const stated: Record<string, string | readonly string[] | undefined> = {
    sub: subject,
    aud: oneOrMany(audience),
    // Where the token names the party it was issued to, `aud` is that party and the audience itself goes by another name.
    oaud: hasParty ? oneOrMany(audiencesOf(claims)) : undefined,
    amr: textsOf(claims['amr']),
    email: textOf(claims['email']),
    ...Object.fromEntries((ownClaims[name] ?? []).map((claim) => [claim, textOf(claims[claim])])),
  };
  const sourceIdentity = claims[sourceIdentityClaim];
  if (sourceIdentity !== undefined && !(typeof sourceIdentity === 'string' && isSourceIdentity(sourceIdentity))) {
    throw invalidToken('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"');
  }
  return { provider, ...providerKeys(name, stated), tags: tagsOf(claims), sourceIdentity };
}

/** The keys of a provider under its name, and those that a session keeps. */
export function providerKeys(name: string, stated: Readonly<Record<string, string | readonly string[] | undefined>>): Pick<Vouched, 'keys' | 'carried'> {
  const present = Object.entries(stated).flatMap(([claim, value]) => (value === undefined ? [] : [[claim, value] as const]));
  return {
    keys: Object.fromEntries(present.map(([claim, value]) => [`${name}:${claim}`, value])),
    carried: Object.fromEntries(present.filter(([claim]) => kept.has(claim)).map(([claim, value]) => [`${name}:${claim}`.toLowerCase(), value])),
  };
}

/** Tags as one claim, or, for providers whose claims cannot nest, as a claim each. */
function tagsOf(claims: JWTPayload): Vouched['tags'] {
  const nested = claims[tagClaim];
  const { principal_tags = {}, transitive_tag_keys } = isObject(nested) ? nested : {};
  if (!isObject(principal_tags)) throw invalidToken(`The claim ${tagClaim} is not valid.`);
  const tags = new Map<string, string>();
  const flat = Object.entries(claims).flatMap(([claim, value]) => (claim.startsWith(`${tagClaim}/principal_tags/`) ? [[claim.slice(tagClaim.length + 16), value] as const] : []));
  for (const [key, value] of [...Object.entries(principal_tags), ...flat]) {
    const text = textOf(Array.isArray(value) && value.length === 1 ? value[0] : value);
    if (text === undefined || tags.has(key)) throw invalidToken(`The session tag ${key.slice(0, 128)} must have one value.`);
    tags.set(key, text);
  }
  return statedTags(tags, textsOf(transitive_tag_keys ?? claims[`${tagClaim}/transitive_tag_keys`]) ?? [], invalidToken);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined);

const textsOf = (value: unknown): readonly string[] | undefined => (Array.isArray(value) ? value.flatMap((each) => textOf(each) ?? []) : typeof value === 'string' ? [value] : undefined);

const oneOrMany = (values: readonly string[]): string | readonly string[] => (values.length === 1 ? (values[0] ?? '') : values);
