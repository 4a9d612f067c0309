import { createHash, createHmac, createPublicKey } from 'node:crypto';
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, ListUsersCommand, PutRolePolicyCommand, UpdateOpenIDConnectProviderThumbprintCommand } from '@aws-sdk/client-iam';
import { EnablePolicyTypeCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleWithWebIdentityCommandInput } from '@aws-sdk/client-sts';
import { httpsDocuments } from '@assent/server';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { Organization } from '../protocol/organization.ts';
import { signingPair, TestIssuer } from './test-issuer.ts';

const host = 'login.example.com';
const hosts = [host, 'garbage.example.com', 'oversize.example.com', 'redirect.example.com', 'slow.example.com', 'broken.example.com', 'mismatch.example.com', 'plain.example.com', 'shared.example.com', 'rotating.example.com', 'accounts.google.com', 'api.amazon.com', 'graph.facebook.com', 'many.example.com'];
let server: LocalServer;
let issuer: TestIssuer;
/** One whose authority nobody knows. */
let stranger: TestIssuer;

const action = 'sts:AssumeRoleWithWebIdentity';
const providerArn = (url: string): string => `arn:aws:iam::${account}:oidc-provider/${url}`;
const trusting = (Federated: string, Condition: object = {}, Action: string | readonly string[] = [action, 'sts:TagSession', 'sts:SetSourceIdentity']): string => policy({ Effect: 'Allow', Principal: { Federated }, Action, Condition });

async function provider(url: string, rest: { ThumbprintList?: string[]; ClientIDList?: string[] } = {}): Promise<string> {
  await server.iam().send(new CreateOpenIDConnectProviderCommand({ Url: `https://${url}`, ClientIDList: ['client-1', 'client-2'], ...rest }));
  return providerArn(url);
}

async function role(RoleName: string, trust: string, permissions: object = allow('iam:ListUsers')): Promise<string> {
  await server.iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  await server.iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(permissions) }));
  return `arn:aws:iam::${account}:role/${RoleName}`;
}

/** A client without any credentials: the call goes unsigned. */
const anonymous = () => new STSClient({ endpoint: server.url, region: 'us-east-1', maxAttempts: 1, credentials: () => Promise.reject(new Error('nobody signs')) });

const assume = (RoleArn: string, WebIdentityToken: string, rest: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) => anonymous().send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: 'session', WebIdentityToken, ...rest }));

let roleArn: string;

beforeAll(async () => {
  issuer = await TestIssuer.start(hosts);
  stranger = await TestIssuer.start(['pinned.example.com', 'unpinned.example.com']);
  const identityDocuments = httpsDocuments({
    authorities: [issuer.authority.pem],
    timeout: 700,
    addressOf: (name) => ({ host: '127.0.0.1', port: /^(un|mis)?pinned/.test(name) ? stranger.port : issuer.port }),
  });
  server = await LocalServer.start({ identityDocuments });
  roleArn = await role('web', trusting(await provider(host), { StringEquals: { [`${host}:sub`]: 'subject-1' } }));
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await stranger.close();
  expect(server.faults).toEqual([]);
});

describe('AssumeRoleWithWebIdentity', () => {
  it('gives a session of the role, unsigned, for a token of a registered provider', async () => {
    const answer = await assume(roleArn, await issuer.token(host));
    expect(answer).toMatchObject({ SubjectFromWebIdentityToken: 'subject-1', Audience: 'client-1', Provider: host, AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/web/session` } });
    const session = credentialsOf(answer.Credentials);
    expect((await server.sts(session).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::${account}:assumed-role/web/session`);
    await expect(server.iam(session).send(new ListUsersCommand({}))).resolves.toBeDefined();
  });

  it.each(['RS256', 'PS256', 'ES384'] as const)('takes tokens signed with %s', async (alg) => {
    const pair = signingPair(`also-${alg}`, alg);
    issuer.keys = [...issuer.keys, pair];
    const arn = await role(`with-${alg}`, trusting(await provider(`${host}/${alg}`)));
    await expect(assume(arn, await issuer.token(`${host}/${alg}`, {}, pair))).resolves.toBeDefined();
  });

  it('is decided by the trust policy, with the claims as keys of the provider (8.3, R12.7)', async () => {
    expect(await failure(assume(roleArn, await issuer.token(host, { sub: 'subject-2' })))).toEqual({ code: 'AccessDenied', status: 403, message: `Not authorized to perform ${action}` });
    const keyed = await role('keyed', trusting(providerArn(host), { StringEquals: { [`${host}:aud`]: 'client-2', [`${host}:oaud`]: 'api' }, 'ForAnyValue:StringEquals': { [`${host}:amr`]: 'mfa' } }));
    await expect(assume(keyed, await issuer.token(host, { azp: 'client-2', aud: 'api', amr: ['pwd', 'mfa'] }))).resolves.toMatchObject({ Audience: 'client-2' });
    expect((await failure(assume(keyed, await issuer.token(host, { azp: 'client-2', aud: 'api', amr: ['pwd'] })))).code).toBe('AccessDenied');
    expect((await failure(assume(keyed, await issuer.token(host, { aud: 'client-2', amr: ['mfa'] })))).code).toBe('AccessDenied');
  });

  it('does not let other claims be keys', async () => {
    const keyed = await role('unknown-claim', trusting(providerArn(host), { StringEquals: { [`${host}:department`]: 'blue' } }));
    expect((await failure(assume(keyed, await issuer.token(host, { department: 'blue' })))).code).toBe('AccessDenied');
  });

  it('is refused for a role of another provider, for one that trusts accounts, and for one that is not there', async () => {
    const other = await role('other-provider', trusting(await provider('many.example.com')));
    const own = await role('own-account', policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }));
    for (const arn of [other, own, `arn:aws:iam::${account}:role/nobody`]) {
      expect(await failure(assume(arn, await issuer.token(host)))).toMatchObject({ code: 'AccessDenied', message: `Not authorized to perform ${action}` });
    }
    expect((await failure(assume('arn:aws:iam::1:', await issuer.token(host)))).code).toBe('ValidationError');
  });

  it('keeps aud, sub and amr of the provider with the session, and nothing else (section 6.2)', async () => {
    const arn = await role('kept', trusting(providerArn(host)), allow('iam:ListUsers', '*', { Condition: { StringEquals: { [`${host}:sub`]: 'subject-1', [`${host}:aud`]: 'client-1', 'aws:FederatedProvider': providerArn(host) } } }));
    const session = credentialsOf((await assume(arn, await issuer.token(host))).Credentials);
    await expect(server.iam(session).send(new ListUsersCommand({}))).resolves.toBeDefined();
    const mail = await role('mail', trusting(providerArn(host)), allow('iam:ListUsers', '*', { Condition: { StringEquals: { [`${host}:email`]: 'a@b.example' } } }));
    const other = credentialsOf((await assume(mail, await issuer.token(host, { email: 'a@b.example' }))).Credentials);
    expect((await failure(server.iam(other).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
  });

  it('takes session tags and a source identity from the token, if the trust policy lets it (R9.4, R9.7)', async () => {
    const claims: JWTPayload = { 'https://aws.amazon.com/tags': { principal_tags: { team: ['blue'] }, transitive_tag_keys: ['team'] }, 'https://aws.amazon.com/source_identity': 'ana' };
    const arn = await role('tagging', trusting(providerArn(host)), allow(['iam:ListUsers', 'sts:*'], '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:SourceIdentity': 'ana' } } }));
    const answer = await assume(arn, await issuer.token(host, claims));
    expect(answer.SourceIdentity).toBe('ana');
    expect(answer.PackedPolicySize).toBeGreaterThan(0);
    const session = credentialsOf(answer.Credentials);
    await expect(server.iam(session).send(new ListUsersCommand({}))).resolves.toBeDefined();
    const next = await role('next', policy({ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'], Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' } } }));
    expect((await failure(server.sts(session).send(new AssumeRoleCommand({ RoleArn: next, RoleSessionName: 'session' })))).code).toBe('AccessDenied');
    const plain = await role('no-tagging', trusting(providerArn(host), {}, action));
    expect(await failure(assume(plain, await issuer.token(host, claims)))).toMatchObject({ code: 'AccessDenied', message: 'Not authorized to perform sts:TagSession' });
    const flat = await issuer.token(host, { 'https://aws.amazon.com/tags/principal_tags/team': 'blue', 'https://aws.amazon.com/source_identity': 'ana' });
    await expect(assume(arn, flat)).resolves.toBeDefined();
    for (const bad of [{ principal_tags: { 'aws:x': ['1'] } }, { principal_tags: { a: ['1', '2'] } }, { principal_tags: 'a' }]) {
      expect((await failure(assume(arn, await issuer.token(host, { 'https://aws.amazon.com/tags': bad })))).code).toBe('InvalidIdentityToken');
    }
    expect((await failure(assume(arn, await issuer.token(host, { 'https://aws.amazon.com/source_identity': 'aws:x' })))).code).toBe('InvalidIdentityToken');
  });

  it('is narrowed by session policies, and bounded by the role (R9.1, R9.9)', async () => {
    const session = credentialsOf((await assume(roleArn, await issuer.token(host), { Policy: policy(allow('s3:*')) })).Credentials);
    expect((await failure(server.iam(session).send(new ListUsersCommand({})))).message).toContain('session policy');
    expect((await failure(assume(roleArn, await issuer.token(host), { DurationSeconds: 7200 }))).message).toBe('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  });
});

describe('an unsigned request', () => {
  const post = (body: Readonly<Record<string, string>> | string, accept = '*/*') =>
    fetch(server.url, { method: 'POST', headers: { accept, 'content-type': 'application/x-www-form-urlencoded' }, body: typeof body === 'string' ? body : new URLSearchParams(body).toString() });
  const form = async () => ({ Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: roleArn, RoleSessionName: 'session', WebIdentityToken: await issuer.token(host) });

  it('is answered in XML, and in JSON where that is asked for (R22.2)', async () => {
    expect(await (await post(await form())).text()).toContain('<SubjectFromWebIdentityToken>subject-1</SubjectFromWebIdentityToken>');
    const answer = (await (await post(await form(), 'application/json')).json()) as { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials: { Expiration: unknown }; Provider: string } } };
    expect(answer.AssumeRoleWithWebIdentityResponse.AssumeRoleWithWebIdentityResult).toMatchObject({ Provider: host, Credentials: { Expiration: expect.any(Number) as number } });
    const refused = await post({ ...(await form()), WebIdentityToken: 'no.token.here' }, 'application/json');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ Error: { Code: 'InvalidIdentityToken' } });
    const query = new URLSearchParams(await form()).toString();
    expect((await fetch(`${server.url}/?${query}`)).status).toBe(200);
  });

  it('gets nowhere with another operation, whatever it is named beside (R20.1)', async () => {
    const other = 'Action=ListUsers&Version=2010-05-08';
    for (const body of ['Action=GetCallerIdentity&Version=2011-06-15', 'Action=AssumeRole&Version=2011-06-15', other, `Action=AssumeRoleWithWebIdentity&${other}`, `${other}&Action=AssumeRoleWithWebIdentity`, 'X=Action%3DAssumeRoleWithWebIdentity&Action=GetCallerIdentity&Version=2011-06-15']) {
      const answer = await post(body);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.text()).not.toContain('Result>');
    }
  });

  it('is not made good by a signature that does not hold', async () => {
    const headers = { authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`, 'x-amz-date': '20260101T000000Z', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(server.url, { method: 'POST', headers, body: new URLSearchParams(await form()).toString() })).status).toBe(403);
  });

  it('may be signed all the same', async () => {
    const signed = server.sts().send(new AssumeRoleWithWebIdentityCommand({ RoleArn: roleArn, RoleSessionName: 'session', WebIdentityToken: await issuer.token(host) }));
    await expect(signed).resolves.toBeDefined();
  });
});

describe('a token is refused', () => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seconds = () => Math.floor(Date.now() / 1000);
  const usual = () => ({ iss: `https://${host}`, sub: 'subject-1', aud: 'client-1', iat: seconds(), exp: seconds() + 300 });
  const pair = () => issuer.keys[0] ?? signingPair('none');
  const invalid = { code: 'InvalidIdentityToken', status: 400 };
  const expired = { code: 'ExpiredTokenException', status: 400 };

  it.each<readonly [what: string, token: () => Promise<string> | string, error: object]>([
    ['that says it needs no signature', () => `${encode({ alg: 'none' })}.${encode(usual())}.`, invalid],
    ['that says so and has one', () => `${encode({ alg: 'none', kid: pair().kid })}.${encode(usual())}.AAAA`, invalid],
    [
      'signed with the public key as a shared secret',
      () => {
        const text = `${encode({ alg: 'HS256', kid: pair().kid })}.${encode(usual())}`;
        const secret = createPublicKey(pair().key).export({ type: 'spki', format: 'pem' });
        return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      },
      invalid,
    ],
    ['of a key that is not published', () => issuer.token(host, {}, signingPair('unknown')), invalid],
    ['of another key under a published name', () => issuer.token(host, {}, signingPair(pair().kid)), invalid],
    ['that brings its own key', () => issuer.token(host, {}, signingPair(pair().kid), { jwk: { kty: 'EC' }, jku: 'https://evil.example.com/keys' }), invalid],
    ['with critical parts that nobody knows', () => issuer.token(host, {}, undefined, { crit: ['exp'], exp: 1 }).catch(() => `${encode({ alg: 'ES256', kid: pair().kid, crit: ['x'], x: 1 })}.${encode(usual())}.AAAA`), invalid],
    ['that was changed', async () => (await issuer.token(host)).replace(/\.([^.]+)\./, `.${encode({ ...usual(), sub: 'admin' })}.`), invalid],
    ['that has ended', () => issuer.token(host, { exp: seconds() - 1 }), expired],
    ['that ended long ago', () => issuer.token(host, { exp: seconds() - 4000, iat: seconds() - 5000 }), expired],
    ['that is not yet good', () => issuer.token(host, { nbf: seconds() + 900 }), invalid],
    ['that was made in the future', () => issuer.token(host, { iat: seconds() + 900 }), invalid],
    ['without an end', () => issuer.token(host, { exp: undefined }), invalid],
    ['without a beginning', () => issuer.token(host, { iat: undefined }), invalid],
    ['without a subject', () => issuer.token(host, { sub: undefined }), invalid],
    ['for another audience', () => issuer.token(host, { aud: 'client-3' }), { ...invalid, message: 'Incorrect token audience' }],
    ['for no audience', () => issuer.token(host, { aud: [] }), { ...invalid, message: 'Incorrect token audience' }],
    ['issued to a party that is not registered', () => issuer.token(host, { azp: 'client-3' }), { ...invalid, message: 'Incorrect token audience' }],
    ['of an issuer that is not registered', () => issuer.token('unknown.example.com'), { ...invalid, message: 'No OpenIDConnect provider found in your account for https://unknown.example.com' }],
    ['of an issuer without https', () => issuer.token(host, { iss: host }), invalid],
    ['of no issuer', () => issuer.token(host, { iss: undefined }), invalid],
    ['that is none', () => 'not a token', invalid],
    ['that is almost one', () => 'a.b.c', invalid],
  ])('%s', async (_what, token, error) => {
    expect(await failure(assume(roleArn, await token()))).toMatchObject(error);
  });
});

describe('a provider', () => {
  const answer = (place: string, status: number, body: string, headers: Record<string, string> = {}) => issuer.answers.set(place, (_request, response) => void response.writeHead(status, headers).end(body));
  const discovery = '/.well-known/openid-configuration';

  it.each<readonly [name: string, host: string, set: () => void, code: string]>([
    ['that answers with garbage', 'garbage.example.com', () => answer(`garbage.example.com/keys`, 200, '<html>'), 'InvalidIdentityToken'],
    ['that answers with too much', 'oversize.example.com', () => answer(`oversize.example.com/keys`, 200, JSON.stringify({ keys: [], padding: 'x'.repeat(300_000) })), 'InvalidIdentityToken'],
    ['that sends us elsewhere', 'redirect.example.com', () => answer(`redirect.example.com${discovery}`, 302, '', { location: `https://${host}${discovery}` }), 'InvalidIdentityToken'],
    ['that is broken', 'broken.example.com', () => answer(`broken.example.com${discovery}`, 503, ''), 'IDPCommunicationError'],
    ['that does not answer in time', 'slow.example.com', () => issuer.answers.set(`slow.example.com${discovery}`, () => undefined), 'IDPCommunicationError'],
    ['that calls itself another', 'mismatch.example.com', () => answer(`mismatch.example.com${discovery}`, 200, JSON.stringify({ issuer: `https://${host}`, jwks_uri: `https://${host}/keys` })), 'InvalidIdentityToken'],
    ['whose keys come in the clear', 'plain.example.com', () => answer(`plain.example.com${discovery}`, 200, JSON.stringify({ issuer: 'https://plain.example.com', jwks_uri: 'http://plain.example.com/keys' })), 'InvalidIdentityToken'],
    ['whose key is a shared secret', 'shared.example.com', () => answer(`shared.example.com/keys`, 200, JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA', kid: 'first', alg: 'HS256' }] })), 'InvalidIdentityToken'],
    ['that nobody vouches for', 'unpinned.example.com', () => undefined, 'InvalidIdentityToken'],
  ])('%s admits nobody', async (_name, at, set, code) => {
    set();
    const arn = await role(`at-${at.split('.')[0] ?? ''}`, trusting(await provider(at)));
    expect(await failure(assume(arn, await (at === 'unpinned.example.com' ? stranger : issuer).token(at)))).toMatchObject({ code, status: 400 });
  });

  it('is trusted by a thumbprint of its chain, for its own name alone (R21.32)', async () => {
    const thumbprint = createHash('sha1').update(stranger.authority.der).digest('hex');
    const arn = await role('pinned', trusting(await provider('pinned.example.com', { ThumbprintList: [thumbprint] })));
    await expect(assume(arn, await stranger.token('pinned.example.com'))).resolves.toBeDefined();
    await server.iam().send(new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn: providerArn('pinned.example.com'), ThumbprintList: ['0'.repeat(40)] }));
    expect((await failure(assume(arn, await stranger.token('pinned.example.com')))).code).toBe('InvalidIdentityToken');
    const elsewhere = await role('mispinned', trusting(await provider('mispinned.example.com', { ThumbprintList: [thumbprint] })));
    expect((await failure(assume(elsewhere, await stranger.token('mispinned.example.com')))).code).toBe('InvalidIdentityToken');
  });

  it('is asked once, however many come', async () => {
    const arn = await role('asked-once', trusting(await provider(`${host}/once`)));
    const token = await issuer.token(`${host}/once`);
    await Promise.all(Array.from({ length: 5 }, () => assume(arn, token)));
    expect(issuer.asked.filter((place) => place.startsWith(`${host}/once/`))).toEqual([`${host}/once${discovery}`, `${host}/once/keys`]);
  });

  it('of Google needs no registration: the trust policy says for which application', async () => {
    const arn = await role('google', trusting('accounts.google.com', { StringEquals: { 'accounts.google.com:aud': 'app-1' } }));
    await expect(assume(arn, await issuer.token('accounts.google.com', { aud: 'app-1' }))).resolves.toMatchObject({ Provider: 'accounts.google.com' });
    await expect(assume(arn, await issuer.token('accounts.google.com', { iss: 'accounts.google.com', aud: 'app-1' }))).resolves.toBeDefined();
    expect((await failure(assume(arn, await issuer.token('accounts.google.com', { aud: 'app-2' })))).code).toBe('AccessDenied');
  });

  it('of Amazon and Facebook tells whose an access token is', async () => {
    answer('api.amazon.com/auth/o2/tokeninfo?access_token=Atza%7Cgood', 200, JSON.stringify({ aud: 'amzn.app', user_id: 'amzn.user' }));
    answer('graph.facebook.com/me?fields=id&access_token=fb-yes', 200, JSON.stringify({ id: '17' }));
    answer('graph.facebook.com/app?fields=id&access_token=fb-yes', 200, JSON.stringify({ id: '42' }));
    const amazon = await role('amazon', trusting('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'amzn.app' } }));
    const facebook = await role('facebook', trusting('graph.facebook.com', { StringEquals: { 'graph.facebook.com:app_id': '42', 'graph.facebook.com:id': '17' } }));
    await expect(assume(amazon, 'Atza|good', { ProviderId: 'www.amazon.com' })).resolves.toMatchObject({ SubjectFromWebIdentityToken: 'amzn.user', Audience: 'amzn.app', Provider: 'www.amazon.com' });
    expect((await failure(assume(facebook, 'fb-no', { ProviderId: 'graph.facebook.com' }))).code).toBe('InvalidIdentityToken');
    await expect(assume(facebook, 'fb-yes', { ProviderId: 'graph.facebook.com' })).resolves.toMatchObject({ SubjectFromWebIdentityToken: '17' });
    expect((await failure(assume(facebook, await issuer.token(host), { ProviderId: host }))).code).toBe('InvalidParameterValue');
  });
});

describe('resource control policies', () => {
  it('stop web identities at the roles of members, who are of no organization themselves (R10.12, 8.3)', async () => {
    const organization = await Organization.create(server);
    const member = await organization.account('member');
    const client = server.iam(await organization.enter(member));
    await client.send(new CreateOpenIDConnectProviderCommand({ Url: `https://${host}`, ClientIDList: ['client-1'] }));
    await client.send(new CreateRoleCommand({ RoleName: 'web', AssumeRolePolicyDocument: trusting(`arn:aws:iam::${member}:oidc-provider/${host}`) }));
    const arn = `arn:aws:iam::${member}:role/web`;
    await expect(assume(arn, await issuer.token(host))).resolves.toBeDefined();
    await organization.client.send(new EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: 'RESOURCE_CONTROL_POLICY' }));
    const perimeter = (Action: string) => [{ Effect: 'Deny', Principal: '*', Action, Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': organization.id } } }];
    await organization.attach(await organization.policy('others', perimeter('sts:AssumeRole'), 'RESOURCE_CONTROL_POLICY'), member);
    await expect(assume(arn, await issuer.token(host))).resolves.toBeDefined();
    await organization.attach(await organization.policy('all', perimeter('sts:*'), 'RESOURCE_CONTROL_POLICY'), member);
    expect(await failure(assume(arn, await issuer.token(host)))).toMatchObject({ code: 'AccessDenied', message: `Not authorized to perform ${action}` });
  });
});
