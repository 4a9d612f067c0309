import { createHash, generateKeyPairSync } from 'node:crypto';
import { CreateRoleCommand, CreateSAMLProviderCommand, ListUsersCommand, PutRolePolicyCommand, UpdateSAMLProviderCommand } from '@aws-sdk/client-iam';
import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { base64, encrypted, SamlProvider, signInUrl } from './saml-provider.ts';
import type { AssertionParts } from './saml-provider.ts';

const action = 'sts:AssumeRoleWithSAML';
const attributes = 'https://aws.amazon.com/SAML/Attributes/';
const providerArn = `arn:aws:iam::${account}:saml-provider/corp`;
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const corp = new SamlProvider('https://idp.example.com/metadata');
const mallory = new SamlProvider('https://idp.example.com/metadata');
let server: LocalServer;

const trusting = (Condition: object = {}, Action: string | readonly string[] = [action, 'sts:TagSession', 'sts:SetSourceIdentity'], Federated = providerArn): string => policy({ Effect: 'Allow', Principal: { Federated }, Action, Condition });

async function role(RoleName: string, trust = trusting(), permissions: object = allow('iam:ListUsers')): Promise<string> {
  await server.iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200 }));
  await server.iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(permissions) }));
  return roleArn(RoleName);
}

const assume = (RoleArn: string, xml: string, rest: { PrincipalArn?: string; DurationSeconds?: number; Policy?: string } = {}) =>
  new STSClient({ endpoint: server.url, region: 'us-east-1', maxAttempts: 1, credentials: () => Promise.reject(new Error('nobody signs')) }).send(
    new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn: providerArn, SAMLAssertion: base64(xml), ...rest }),
  );

const pair = (name: string): string => `${roleArn(name)},${providerArn}`;

beforeAll(async () => {
  server = await LocalServer.start();
  await server.iam().send(new CreateSAMLProviderCommand({ Name: 'corp', SAMLMetadataDocument: corp.metadata() }));
  await role('saml', trusting({ StringEquals: { 'saml:aud': signInUrl } }));
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('AssumeRoleWithSAML', () => {
  it('gives a session of the role, unsigned, for an assertion that its provider signed', async () => {
    const answer = await assume(roleArn('saml'), corp.signed(pair('saml')));
    expect(answer).toMatchObject({
      Subject: 'ana',
      SubjectType: 'persistent',
      Issuer: corp.entityId,
      Audience: signInUrl,
      NameQualifier: createHash('sha1').update(`${corp.entityId}${account}/corp`).digest('base64'),
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/saml/ana@example.com` },
    });
    await expect(server.iam(credentialsOf(answer.Credentials)).send(new ListUsersCommand({}))).resolves.toBeDefined();
  });

  it('takes a signature over the whole response, and roles in either order', async () => {
    const reversed = `${providerArn},${roleArn('saml')}`;
    await expect(assume(roleArn('saml'), corp.sign(corp.response(corp.assertion(reversed)), 'Response'))).resolves.toBeDefined();
    await expect(assume(roleArn('saml'), corp.sign(corp.response(corp.sign(corp.assertion(reversed), 'Assertion')), 'Response'))).resolves.toBeDefined();
  });

  it('is decided by the trust policy, with what the assertion says as keys (8.3, R12.7)', async () => {
    const keyed = await role('keyed', trusting({ StringEquals: { 'saml:sub': 'ana', 'saml:sub_type': 'persistent', 'saml:iss': corp.entityId, 'saml:doc': `${account}/corp`, 'saml:mail': 'a@b.example' }, 'ForAnyValue:StringEquals': { 'saml:edupersonaffiliation': 'staff' } }));
    const more = { 'urn:oid:0.9.2342.19200300.100.1.3': ['a@b.example'], 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': ['member', 'staff'] };
    await expect(assume(keyed, corp.signed(pair('keyed'), { attributes: more }))).resolves.toBeDefined();
    expect(await failure(assume(keyed, corp.signed(pair('keyed'))))).toEqual({ code: 'AccessDenied', status: 403, message: `Not authorized to perform ${action}` });
    await role('web-only', trusting({}, 'sts:AssumeRoleWithWebIdentity'));
    expect((await failure(assume(roleArn('web-only'), corp.signed(pair('web-only'))))).code).toBe('AccessDenied');
    expect((await failure(assume(roleArn('nobody'), corp.signed(pair('nobody'))))).code).toBe('AccessDenied');
  });

  it('gives no role that the assertion does not list with the provider', async () => {
    await role('unlisted');
    for (const value of [pair('saml'), roleArn('unlisted'), `${roleArn('unlisted')},${providerArn}x`, `${roleArn('unlisted')},${providerArn},x`]) {
      expect((await failure(assume(roleArn('unlisted'), corp.signed(value)))).code).toBe('AccessDenied');
    }
  });

  it('takes tags, source identity and duration from the assertion (R9.1, R9.4, R9.7)', async () => {
    const arn = await role('tagged', trusting({ StringEquals: { 'aws:RequestTag/team': 'blue' } }), allow('iam:ListUsers', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:SourceIdentity': 'ana', 'saml:sub': 'ana' } } }));
    const more = { [`${attributes}PrincipalTag:team`]: ['blue'], [`${attributes}TransitiveTagKeys`]: ['team'], [`${attributes}SourceIdentity`]: ['ana'], [`${attributes}SessionDuration`]: ['1800'] };
    const answer = await assume(arn, corp.signed(pair('tagged'), { attributes: more }));
    expect(answer.SourceIdentity).toBe('ana');
    const seconds = ((answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(1700);
    expect(seconds).toBeLessThanOrEqual(1800);
    await expect(server.iam(credentialsOf(answer.Credentials)).send(new ListUsersCommand({}))).resolves.toBeDefined();
    await role('untagged', trusting({}, action));
    expect((await failure(assume(roleArn('untagged'), corp.signed(pair('untagged'), { attributes: more })))).message).toBe('Not authorized to perform sts:TagSession');
  });

  it('ends the session when the provider says it ends', async () => {
    const end = new Date(Date.now() + 1_000_000);
    const answer = await assume(roleArn('saml'), corp.signed(pair('saml'), { sessionEnd: end }), { DurationSeconds: 7200 });
    expect(answer.Credentials?.Expiration?.getTime()).toBeLessThanOrEqual(end.getTime());
    expect((await failure(assume(roleArn('saml'), corp.signed(pair('saml')), { DurationSeconds: 10_000 }))).code).toBe('ValidationError');
  });
});

describe('an assertion is refused', () => {
  const invalid = { code: 'InvalidIdentityToken', status: 400 };
  const signature = { ...invalid, message: 'Response signature invalid' };
  const expired = { code: 'ExpiredTokenException', status: 400 };
  const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
  const signed = (parts: Partial<AssertionParts>): string => corp.signed(pair('saml'), parts);
  const evil = (): string => corp.assertion(pair('saml'), { subject: 'admin', id: '_evil' });
  const good = (): string => corp.sign(corp.assertion(pair('saml')), 'Assertion');
  const inside = (assertion: string, extra: string): string => assertion.replace('</saml:Assertion>', `${extra}</saml:Assertion>`);

  it.each<readonly [what: string, xml: () => string, error: object]>([
    ['without a signature', () => corp.response(corp.assertion(pair('saml'))), signature],
    ['signed by somebody else', () => mallory.signed(pair('saml')), signature],
    ['changed after it was signed', () => signed({}).replace('>ana<', '>eve<'), signature],
    ['signed with SHA-1', () => corp.response(corp.sign(corp.assertion(pair('saml')), 'Assertion', { signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' })), signature],
    ['beside a signed one', () => corp.response(evil() + good()), invalid],
    ['before a signed one, under the same id', () => corp.response(corp.assertion(pair('saml'), { subject: 'admin', id: /ID="([^"]+)"/.exec(good())?.[1] ?? '' }) + good()), invalid],
    ['around a signed one', () => corp.response(inside(evil(), good())), invalid],
    ['with the signed one in an extension', () => corp.response(`<samlp:Extensions>${good()}</samlp:Extensions>${evil()}`), invalid],
    ['with the signed one inside of its signature', () => corp.response(inside(evil(), `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Object>${good()}</ds:Object></ds:Signature>`)), invalid],
    ['that borrows the signature of another', () => corp.response(evil().replace('</saml:Issuer>', `</saml:Issuer>${/<ds:Signature.*<\/ds:Signature>/s.exec(good())?.[0] ?? ''}`)), signature],
    ['in a response whose signature does not hold', () => corp.sign(corp.response(corp.assertion(pair('saml'))), 'Response').replace('>ana<', '>eve<'), signature],
    ['in a response that another signed', () => mallory.sign(mallory.response(good()), 'Response'), signature],
    ['of another issuer', () => signed({ issuer: 'https://other.example.com' }), { ...invalid, message: 'Issuer not present in specified provider' }],
    ['that is older than five minutes', () => signed({ issued: ago(301) }), { ...expired, message: 'Token must be redeemed within 5 minutes of issuance' }],
    ['that has ended', () => signed({ notOnOrAfter: ago(1) }), expired],
    ['that is not yet good', () => signed({ notBefore: ago(-900) }), invalid],
    ['whose session has ended', () => signed({ sessionEnd: ago(1) }), expired],
    ['for another audience', () => signed({ audience: 'https://example.com/saml' }), { ...invalid, message: 'Response does not contain the required audience.' }],
    ['for another recipient', () => signed({ recipient: 'https://example.com/saml' }), invalid],
    ['for a recipient that only looks like ours', () => signed({ recipient: 'https://signin.aws.amazon.com.example.com/saml' }), invalid],
    ['without a session name', () => signed({ attributes: { [`${attributes}RoleSessionName`]: [] } }), { ...invalid, message: 'RoleSessionName is required in AuthnResponse' }],
    ['with a wrong session name', () => signed({ attributes: { [`${attributes}RoleSessionName`]: ['a b'] } }), invalid],
    ['with a wrong source identity', () => signed({ attributes: { [`${attributes}SourceIdentity`]: ['aws:x'] } }), invalid],
    ['with a wrong duration', () => signed({ attributes: { [`${attributes}SessionDuration`]: ['1'] } }), invalid],
    ['with a document type', () => `<!DOCTYPE x [<!ENTITY e "e">]>${signed({})}`, invalid],
    ['that is not XML', () => 'not xml at all', invalid],
    ['that is nested without end', () => corp.response('<a>'.repeat(200) + '</a>'.repeat(200)), invalid],
    ['of a request that failed', () => signed({}).replace('status:Success', 'status:Requester'), invalid],
    ['without a response around it', () => good(), invalid],
  ])('%s', async (_what, xml, error) => {
    expect(await failure(assume(roleArn('saml'), xml()))).toMatchObject(error);
  });

  it('not because of what the response around it says, which nobody signed', async () => {
    await expect(assume(roleArn('saml'), corp.response(good(), 'https://other.example.com'))).resolves.toMatchObject({ Issuer: corp.entityId });
  });

  it('whose subject a comment cuts in two is read as it was signed', async () => {
    const xml = corp.signed(pair('saml'), { subject: 'admin@example.com.evil.example' }).replace('admin@example.com.evil', 'admin@example.com<!-- -->.evil');
    const answer = await assume(roleArn('saml'), xml);
    expect(answer.Subject).toBe('admin@example.com.evil.example');
  });

  it('for a provider that is not there', async () => {
    expect(await failure(assume(roleArn('saml'), signed({}), { PrincipalArn: `${providerArn}-2` }))).toMatchObject({ ...invalid, message: "Specified provider doesn't exist." });
  });

  it('for a provider whose metadata have expired', async () => {
    const PrincipalArn = `arn:aws:iam::${account}:saml-provider/old`;
    await server.iam().send(new CreateSAMLProviderCommand({ Name: 'old', SAMLMetadataDocument: corp.metadata(' validUntil="2020-01-01T00:00:00Z"') }));
    await role('old', trusting({}, action, PrincipalArn));
    expect((await failure(assume(roleArn('old'), corp.signed(`${roleArn('old')},${PrincipalArn}`), { PrincipalArn }))).message).toBe('The metadata of the SAML provider have expired.');
  });
});

describe('an encrypted assertion', () => {
  const PrincipalArn = `arn:aws:iam::${account}:saml-provider/sealed`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { privateKey: otherKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const roles = `${roleArn('sealed')},${PrincipalArn}`;
  const signedAssertion = () => corp.sign(corp.assertion(roles), 'Assertion');
  const open = (xml: string) => assume(roleArn('sealed'), xml, { PrincipalArn });

  beforeAll(async () => {
    const AddPrivateKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await server.iam().send(new CreateSAMLProviderCommand({ Name: 'sealed', SAMLMetadataDocument: corp.metadata(), AssertionEncryptionMode: 'Required', AddPrivateKey }));
    await role('sealed', trusting({}, action, PrincipalArn));
  });

  it.each(['aes-256-gcm', 'aes-256-cbc'] as const)('is opened with the key of the provider (%s)', async (cipher) => {
    await expect(open(corp.response(encrypted(signedAssertion(), privateKey, cipher)))).resolves.toBeDefined();
    await expect(open(corp.sign(corp.response(encrypted(corp.assertion(roles), privateKey, cipher)), 'Response'))).resolves.toBeDefined();
  });

  it('is refused where it was made for another key, is not signed, or was to be encrypted and is not', async () => {
    expect((await failure(open(corp.response(encrypted(signedAssertion(), otherKey))))).message).toBe('The encrypted SAML assertion could not be decrypted.');
    expect((await failure(open(corp.response(encrypted(corp.assertion(roles), privateKey))))).message).toBe('Response signature invalid');
    expect((await failure(open(corp.response(signedAssertion())))).message).toBe('The SAML provider requires encrypted assertions.');
    await server.iam().send(new UpdateSAMLProviderCommand({ SAMLProviderArn: PrincipalArn, AssertionEncryptionMode: 'Allowed' }));
    await expect(open(corp.response(signedAssertion()))).resolves.toBeDefined();
  });
});
