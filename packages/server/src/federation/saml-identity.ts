import { createHash, createPrivateKey } from 'node:crypto';
import { inPartition, inStore } from '../directory/arn.ts';
import type { SamlProviderFacts } from '../directory/facts.ts';
import { samlPrivateKeys, samlMetadataText } from '../directory/saml-provider.ts';
import type { Arrival } from '../operation/call.ts';
import { invalidToken } from './identity-token.ts';
import { readSamlAssertion } from './saml-assertion.ts';
import type { SamlAssertion } from './saml-assertion.ts';
import { attributeKeys, awsAttributes, manyValued } from './saml-attribute.ts';
import { readSamlMetadata } from './saml-metadata.ts';
import { openSamlResponse } from './saml-response.ts';
import { isSourceIdentity, statedTags } from './stated-tags.ts';
import type { Vouched } from './vouched.ts';

/** A subject that an assertion has been verified for, and what it may ask for. */
export interface SamlIdentity extends Vouched, Pick<SamlAssertion, 'issuer' | 'subject' | 'subjectType' | 'recipient' | 'sessionEnd'> {
  readonly nameQualifier: string;
  readonly sessionName: string;
  /** Seconds. */
  readonly sessionDuration: number | undefined;
  /** Whether the assertion lists the role with the provider. */
  mayAssume(roleArn: string): boolean;
}

/** Verifies an assertion of a provider that the role's account has registered.
 * @throws ApiError `InvalidIdentityToken`, `ExpiredTokenException` */
export async function verifySamlIdentity(encoded: string, providerArn: string, { account, partition }: { readonly account: string; readonly partition: string }, { db, environment, snapshot, now }: Arrival): Promise<SamlIdentity> {
  const provider = snapshot.find('samlProvider', inStore(providerArn));
  if (provider?.account !== account || inPartition(provider.id, partition) !== providerArn) throw invalidToken("Specified provider doesn't exist.");
  if (provider.validUntil <= now.getTime()) throw invalidToken('The metadata of the SAML provider have expired.');
  const { entities } = await readSamlMetadata(await samlMetadataText(db, provider.id));
  const privateKeys = (await samlPrivateKeys(db, provider.id, environment.vault)).map((pem) => createPrivateKey(pem));
  const element = await openSamlResponse(encoded, { entities, privateKeys, encryptionRequired: provider.encryptionMode === 'Required' });
  return identityOf(readSamlAssertion(element, now), provider, providerArn);
}

function identityOf(assertion: SamlAssertion, provider: SamlProviderFacts, providerArn: string): SamlIdentity {
  const { attributes, issuer, subject, subjectType, recipient, sessionEnd } = assertion;
  const nameQualifier = createHash('sha1').update(`${issuer}${provider.account}/${provider.name}`).digest('base64');
  const carried = { 'saml:namequalifier': nameQualifier, 'saml:sub': subject, 'saml:sub_type': subjectType };
  const keys: Record<string, string | readonly string[]> = { ...carried, 'saml:aud': recipient, 'saml:iss': issuer, 'saml:doc': `${provider.account}/${provider.name}` };
  for (const [name, values] of attributes) {
    const key = attributeKeys.get(name);
    if (key !== undefined) keys[`saml:${key}`] = manyValued.has(key) ? values : (values[0] ?? '');
  }
  const pairs = (attributes.get(awsAttributes.role) ?? []).map((value) => value.split(',').map((part) => part.trim()));
  return {
    provider: providerArn,
    keys,
    carried,
    tags: tagsOf(attributes),
    sourceIdentity: sourceIdentityOf(attributes),
    issuer,
    subject,
    subjectType,
    recipient,
    sessionEnd,
    nameQualifier,
    sessionName: sessionNameOf(attributes),
    sessionDuration: durationOf(attributes),
    mayAssume: (roleArn) => pairs.some((pair) => pair.length === 2 && pair.includes(roleArn) && pair.includes(providerArn)),
  };
}

type Attributes = SamlAssertion['attributes'];

function sessionNameOf(attributes: Attributes): string {
  const [name, ...others] = attributes.get(awsAttributes.roleSessionName) ?? [];
  if (name === undefined || others.length > 0) throw invalidToken('RoleSessionName is required in AuthnResponse');
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw invalidToken('RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}');
  return name;
}

function durationOf(attributes: Attributes): number | undefined {
  const [text, ...others] = attributes.get(awsAttributes.sessionDuration) ?? [];
  if (text === undefined) return undefined;
  if (others.length > 0 || !/^\d{3,5}$/.test(text) || Number(text) < 900 || Number(text) > 43_200) throw invalidToken('SessionDuration in AuthnResponse must be from 900 to 43200');
  return Number(text);
}

function sourceIdentityOf(attributes: Attributes): string | undefined {
  const [text, ...others] = attributes.get(awsAttributes.sourceIdentity) ?? [];
  if (text === undefined) return undefined;
  if (others.length > 0 || !isSourceIdentity(text)) throw invalidToken('Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"');
  return text;
}

function tagsOf(attributes: Attributes): Vouched['tags'] {
  const tags = new Map<string, string>();
  for (const [name, values] of attributes) {
    if (!name.startsWith(awsAttributes.principalTag)) continue;
    if (values.length !== 1) throw invalidToken(`${name.slice(0, 200)} must have one value.`);
    tags.set(name.slice(awsAttributes.principalTag.length), values[0] ?? '');
  }
  return statedTags(tags, attributes.get(awsAttributes.transitiveTagKeys) ?? [], invalidToken);
}
