import * as iam from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetWebIdentityTokenCommand } from '@aws-sdk/client-sts';
import type { GetWebIdentityTokenCommandInput } from '@aws-sdk/client-sts';
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { dataFolder } from '../clients/server-process.ts';
import { LocalServer } from '../protocol/local-server.ts';

let server: LocalServer;
let caller: Credentials;
const awsClaims = 'https://sts.amazonaws.com/';

const token = (as: Credentials, rest: Partial<GetWebIdentityTokenCommandInput> = {}) => server.sts(as).send(new GetWebIdentityTokenCommand({ Audience: ['https://api.example.com'], SigningAlgorithm: 'ES384', ...rest }));
const documentOf = async (url: string): Promise<Record<string, unknown>> => (await (await fetch(url)).json()) as Record<string, unknown>;

/** Verifies as another system would: by nothing but the issuer's name. */
async function verify(jwt: string, issuer: string, audience: string) {
  const { jwks_uri, issuer: own } = await documentOf(`${issuer}/.well-known/openid-configuration`);
  expect(own).toBe(issuer);
  return jwtVerify<Record<string, unknown>>(jwt, createRemoteJWKSet(new URL(String(jwks_uri))), { issuer, audience, algorithms: ['RS256', 'ES384'] });
}

beforeAll(async () => {
  server = await LocalServer.start();
  await server.iam().send(new iam.CreateUserCommand({ UserName: 'caller', Tags: [{ Key: 'team', Value: 'blue' }] }));
  await server.iam().send(new iam.PutUserPolicyCommand({ UserName: 'caller', PolicyName: 'p', PolicyDocument: policy(allow('*')) }));
  caller = credentialsOf((await server.iam().send(new iam.CreateAccessKeyCommand({ UserName: 'caller' }))).AccessKey);
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('outbound web identity federation', () => {
  it('is off until it is enabled, and says so (R21.50)', async () => {
    expect(await failure(token(caller))).toMatchObject({ code: 'OutboundWebIdentityFederationDisabledException', status: 403 });
    expect(await failure(server.iam().send(new iam.GetOutboundWebIdentityFederationInfoCommand({})))).toMatchObject({ code: 'FeatureDisabled', status: 404 });
    expect(await failure(server.iam().send(new iam.DisableOutboundWebIdentityFederationCommand({})))).toMatchObject({ code: 'FeatureDisabled', status: 404 });
  });

  it('gives the account an issuer that stays the same', async () => {
    const { IssuerIdentifier } = await server.iam().send(new iam.EnableOutboundWebIdentityFederationCommand({}));
    expect(IssuerIdentifier).toMatch(new RegExp(`^${server.url}/_assent/issuers/[0-9a-f-]{36}$`));
    expect(await failure(server.iam().send(new iam.EnableOutboundWebIdentityFederationCommand({})))).toMatchObject({ code: 'FeatureEnabled', status: 409 });
    await server.iam().send(new iam.DisableOutboundWebIdentityFederationCommand({}));
    expect((await fetch(`${IssuerIdentifier}/.well-known/jwks.json`)).status).toBe(404);
    expect((await server.iam().send(new iam.EnableOutboundWebIdentityFederationCommand({}))).IssuerIdentifier).toBe(IssuerIdentifier);
    expect(await server.iam().send(new iam.GetOutboundWebIdentityFederationInfoCommand({}))).toMatchObject({ IssuerIdentifier, JwtVendingEnabled: true });
  });

  it.each(['ES384', 'RS256'])('signs tokens with %s that others can verify by the issuer\'s name (R9.14)', async (SigningAlgorithm) => {
    const { IssuerIdentifier = '' } = await server.iam().send(new iam.GetOutboundWebIdentityFederationInfoCommand({}));
    const { WebIdentityToken = '', Expiration } = await token(caller, { SigningAlgorithm, Tags: [{ Key: 'job', Value: '7' }] });
    const { payload } = await verify(WebIdentityToken, IssuerIdentifier, 'https://api.example.com');
    expect(decodeProtectedHeader(WebIdentityToken).alg).toBe(SigningAlgorithm);
    expect(payload).toMatchObject({
      sub: `arn:aws:iam::${account}:user/caller`,
      aud: 'https://api.example.com',
      exp: (Expiration?.getTime() ?? 0) / 1000,
      [awsClaims]: { aws_account: account, source_region: 'us-east-1', principal_id: `arn:aws:iam::${account}:user/caller`, principal_tags: { team: 'blue' }, request_tags: { job: '7' } },
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  it('names the role of a session, and does not let the token outlive it', async () => {
    const trust = policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' });
    await server.iam().send(new iam.CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trust, Path: '/jobs/' }));
    await server.iam().send(new iam.PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'p', PolicyDocument: policy(allow('sts:GetWebIdentityToken')) }));
    const RoleArn = `arn:aws:iam::${account}:role/jobs/worker`;
    const session = credentialsOf((await server.sts(caller).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', DurationSeconds: 900 }))).Credentials);
    const { IssuerIdentifier = '' } = await server.iam().send(new iam.GetOutboundWebIdentityFederationInfoCommand({}));
    const { payload } = await verify((await token(session, { Audience: ['a', 'b'] })).WebIdentityToken ?? '', IssuerIdentifier, 'b');
    expect(payload).toMatchObject({ sub: RoleArn, aud: ['a', 'b'] });
    expect(await failure(token(session, { DurationSeconds: 3600 }))).toMatchObject({ code: 'SessionDurationEscalationException', status: 403 });
    expect((await failure(token(session, { Tags: [{ Key: 'a', Value: 'b' }] }))).message).toContain('sts:TagGetWebIdentityToken');
  });

  it('is decided with the audience, the algorithm and the duration as keys', async () => {
    await server.iam().send(new iam.CreateUserCommand({ UserName: 'narrow' }));
    const Condition = { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': ['a', 'b'] }, StringEquals: { 'sts:SigningAlgorithm': 'ES384' }, NumericLessThanEquals: { 'sts:DurationSeconds': '600' } };
    await server.iam().send(new iam.PutUserPolicyCommand({ UserName: 'narrow', PolicyName: 'p', PolicyDocument: policy(allow('sts:GetWebIdentityToken', '*', { Condition })) }));
    const narrow = credentialsOf((await server.iam().send(new iam.CreateAccessKeyCommand({ UserName: 'narrow' }))).AccessKey);
    await expect(token(narrow, { Audience: ['a'] })).resolves.toBeDefined();
    for (const rest of [{ Audience: ['c'] }, { Audience: ['a'], SigningAlgorithm: 'RS256' }, { Audience: ['a'], DurationSeconds: 601 }]) expect((await failure(token(narrow, rest))).code).toBe('AccessDenied');
  });

  it.each<readonly [Partial<GetWebIdentityTokenCommandInput>, string]>([
    [{ SigningAlgorithm: 'HS256' }, 'ValidationError'],
    [{ DurationSeconds: 59 }, 'ValidationError'],
    [{ Audience: [] }, 'ValidationError'],
    [{ Tags: [{ Key: 'a', Value: '1' }, { Key: 'A', Value: '2' }] }, 'InvalidParameterValue'],
    [{ Tags: Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}`, Value: 'v'.repeat(256) })) }, 'JWTPayloadSizeExceededException'],
  ])('refuses %j', async (rest, code) => {
    expect((await failure(token(caller, rest))).code).toBe(code);
  });

  it('publishes nothing but public keys, to who asks by the right name and method', async () => {
    const { IssuerIdentifier = '' } = await server.iam().send(new iam.GetOutboundWebIdentityFederationInfoCommand({}));
    const { keys } = (await documentOf(`${IssuerIdentifier}/.well-known/jwks.json`)) as unknown as { keys: Record<string, unknown>[] };
    expect(keys.map(({ alg }) => alg).sort()).toEqual(['ES384', 'RS256']);
    expect(keys.flatMap(Object.keys).filter((member) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(member))).toEqual([]);
    const other = IssuerIdentifier.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const url of [`${other}/.well-known/jwks.json`, `${IssuerIdentifier}/.well-known/other`, IssuerIdentifier, `${IssuerIdentifier}/../x`]) expect((await fetch(url)).status).toBe(404);
    expect((await fetch(`${IssuerIdentifier}/.well-known/jwks.json`, { method: 'POST', body: '' })).status).toBe(405);
  });
});

describe('keys of the server', () => {
  it('outlive it, and what they signed with them', async () => {
    const data = dataFolder();
    try {
      const options = { data: { kind: 'folder', path: data.path }, publicUrl: 'https://iam.example.com/assent/' } as const;
      const first = await LocalServer.start(options);
      const { IssuerIdentifier = '' } = await first.iam().send(new iam.EnableOutboundWebIdentityFederationCommand({}));
      expect(IssuerIdentifier).toMatch(/^https:\/\/iam\.example\.com\/assent\/_assent\/issuers\//);
      const { WebIdentityToken = '' } = await first.sts().send(new GetWebIdentityTokenCommand({ Audience: ['a'], SigningAlgorithm: 'RS256' }));
      await first.close();
      const second = await LocalServer.start(options);
      // Behind its public address the server sees the path that follows it.
      const keys = await documentOf(`${second.url}${new URL(IssuerIdentifier).pathname.slice('/assent'.length)}/.well-known/jwks.json`);
      const { payload } = await jwtVerify(WebIdentityToken, createLocalJWKSet(keys as unknown as JSONWebKeySet), { issuer: IssuerIdentifier });
      expect(payload.sub).toBe(`arn:aws:iam::${account}:root`);
      await expect(second.sts().send(new GetWebIdentityTokenCommand({ Audience: ['a'], SigningAlgorithm: 'RS256' }))).resolves.toBeDefined();
      await second.close();
      expect([...first.faults, ...second.faults]).toEqual([]);
    } finally {
      data.remove();
    }
  });
});
