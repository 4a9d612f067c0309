import { AttachUserPolicyCommand, CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand, ListUsersCommand, PutRolePolicyCommand, PutUserPolicyCommand, TagRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';

const user = `arn:aws:iam::${account}:user/caller`;
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
let server: LocalServer;
let caller: Credentials;

const trusting = (rest: object = {}, Action: string | readonly string[] = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']): string =>
  policy({ Effect: 'Allow', Principal: { AWS: account }, Action, ...rest });

async function role(RoleName: string, trust: string = trusting(), permissions: object = allow('*')): Promise<string> {
  await server.iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, MaxSessionDuration: 7200 }));
  await server.iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(permissions) }));
  return roleArn(RoleName);
}

const assume = (as: Credentials, RoleArn: string, rest: Partial<AssumeRoleCommandInput> = {}) => server.sts(as).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', ...rest }));

beforeAll(async () => {
  server = await LocalServer.start();
  await server.iam().send(new CreateUserCommand({ UserName: 'caller', Tags: [{ Key: 'team', Value: 'blue' }] }));
  await server.iam().send(new PutUserPolicyCommand({ UserName: 'caller', PolicyName: 'p', PolicyDocument: policy(allow('*')) }));
  caller = credentialsOf((await server.iam().send(new CreateAccessKeyCommand({ UserName: 'caller' }))).AccessKey);
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('AssumeRole', () => {
  it('checks the shape of every parameter, then the ARN, then who asks (R22.4: V160, V161)', async () => {
    expect((await failure(assume(caller, 'arn:a:b:::something/test-role', { RoleSessionName: 'Session1:2' }))).message).toContain("at 'roleSessionName'");
    expect(await failure(assume(caller, 'arn:a:a::aaaaaaaaaa:'))).toMatchObject({ code: 'ValidationError', message: 'arn:a:a::aaaaaaaaaa: is invalid' });
    expect(await failure(assume(caller, roleArn('nobody')))).toMatchObject({ code: 'AccessDenied', message: `User: ${user} is not authorized to perform: sts:AssumeRole on resource: ${roleArn('nobody')}` });
  });

  it('answers a packed size only where something was packed (R22.3, V163)', async () => {
    const arn = await role('packed');
    expect((await assume(caller, arn)).PackedPolicySize).toBeUndefined();
    expect((await assume(caller, arn, { Policy: policy(allow('s3:*')) })).PackedPolicySize).toBeGreaterThan(0);
    expect((await server.sts(caller).send(new GetFederationTokenCommand({ Name: 'fed' }))).PackedPolicySize).toBe(0);
  });

  it('refuses a session policy that IAM would refuse (R13.10, V162)', async () => {
    const arn = await role('narrowed');
    expect(await failure(assume(caller, arn, { Policy: policy(allow('s3:*', 'arn:aws:s3')) }))).toMatchObject({ code: 'MalformedPolicyDocument', status: 400 });
    expect(await failure(assume(caller, arn, { Policy: '{' }))).toMatchObject({ code: 'MalformedPolicyDocument', status: 400 });
    expect(await failure(assume(caller, arn, { PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/none` }] }))).toMatchObject({ status: 400 });
    expect((await failure(assume(caller, arn, { Policy: `${policy(allow('s3:*'))}${' '.repeat(2048)}` }))).status).toBe(400);
  });

  it('takes a transitive key only of a passed tag, and no tag that was inherited (R9.5: V86, V159)', async () => {
    const [first, second] = [await role('first'), await role('second')];
    expect(await failure(assume(caller, first, { Tags: [{ Key: 'y', Value: '1' }], TransitiveTagKeys: ['x'] }))).toMatchObject({
      code: 'InvalidParameterValue',
      message: 'The specified transitive tag key must be included in the requested tags.',
    });
    const chained = credentialsOf((await assume(caller, first, { Tags: [{ Key: 'SessionTag1', Value: 'v' }], TransitiveTagKeys: ['SessionTag1'] })).Credentials);
    expect(await failure(assume(chained, second, { Tags: [{ Key: 'sessiontag1', Value: 'w' }] }))).toMatchObject({ code: 'InvalidParameterValue', status: 400 });
    await expect(assume(chained, second)).resolves.toBeDefined();
  });

  it('shows an inherited transitive tag instead of the role\'s own while the trust is tested (R9.6, V87)', async () => {
    const first = await role('star-giver');
    const second = await role('star-taker', trusting({ Condition: { StringEquals: { 'aws:ResourceTag/Star': '1' } } }));
    await server.iam().send(new TagRoleCommand({ RoleName: 'star-taker', Tags: [{ Key: 'Star', Value: '3' }] }));
    const chained = credentialsOf((await assume(caller, first, { Tags: [{ Key: 'Star', Value: '1' }], TransitiveTagKeys: ['Star'] })).Credentials);
    await expect(assume(chained, second)).resolves.toBeDefined();
    const plain = credentialsOf((await assume(caller, first)).Credentials);
    expect((await failure(assume(plain, second))).code).toBe('AccessDenied');
  });

  it('needs sts:TagSession to pass tags and sts:SetSourceIdentity to name a source (R9.4, R9.7)', async () => {
    const arn = await role('plain-trust', trusting({}, 'sts:AssumeRole'));
    expect((await failure(assume(caller, arn, { Tags: [{ Key: 'a', Value: 'b' }] }))).message).toContain('sts:TagSession');
    expect((await failure(assume(caller, arn, { SourceIdentity: 'ana' }))).message).toContain('sts:SetSourceIdentity');
    await expect(assume(caller, arn)).resolves.toBeDefined();
  });

  it('needs sts:SetContext to pass a context, which nobody vouches for (8.3)', async () => {
    const context = { ProvidedContexts: [{ ProviderArn: 'arn:aws:iam::aws:contextProvider/IdentityCenter', ContextAssertion: 'assertion' }] };
    expect((await failure(assume(caller, await role('no-context'), context))).message).toContain('sts:SetContext');
    const arn = await role('context', trusting({ Condition: { 'ForAllValues:StringEquals': { 'sts:RequestContextProviders': ['arn:aws:iam::aws:contextProvider/IdentityCenter'] } } }, ['sts:AssumeRole', 'sts:SetContext']));
    expect(await failure(assume(caller, arn, context))).toMatchObject({ code: 'InvalidParameterValue', message: 'The provided context assertion is invalid.' });
    expect((await failure(assume(caller, arn, { ProvidedContexts: [{ ProviderArn: 'arn:aws:iam::aws:contextProvider/Other', ContextAssertion: 'assertion' }] }))).code).toBe('AccessDenied');
  });

  it('keeps the source identity through a chain, and lets nobody change it (R9.7, V83)', async () => {
    const [first, second] = [await role('source-one'), await role('source-two')];
    const chained = credentialsOf((await assume(caller, first, { SourceIdentity: 'ana' })).Credentials);
    expect((await assume(chained, second)).SourceIdentity).toBe('ana');
    expect((await failure(assume(chained, second, { SourceIdentity: 'eve' }))).status).toBeGreaterThanOrEqual(400);
    expect((await failure(assume(caller, first, { SourceIdentity: 'aws:ana' }))).code).toBe('ValidationError');
  });

  it('lets tags of the session decide, over those of the role (R9.4)', async () => {
    const arn = await role('tagged', trusting(), allow('iam:ListUsers', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } }));
    const list = async (rest: Partial<AssumeRoleCommandInput>) => server.iam(credentialsOf((await assume(caller, arn, rest)).Credentials)).send(new ListUsersCommand({}));
    expect((await failure(list({}))).code).toBe('AccessDenied');
    await expect(list({ Tags: [{ Key: 'TEAM', Value: 'blue' }] })).resolves.toBeDefined();
    await server.iam().send(new TagRoleCommand({ RoleName: 'tagged', Tags: [{ Key: 'team', Value: 'blue' }] }));
    await expect(list({})).resolves.toBeDefined();
    expect((await failure(list({ Tags: [{ Key: 'team', Value: 'red' }] }))).code).toBe('AccessDenied');
  });

  it('has what the role has at the moment of each call (R9.11)', async () => {
    const arn = await role('revoked');
    const session = credentialsOf((await assume(caller, arn)).Credentials);
    await expect(server.iam(session).send(new ListUsersCommand({}))).resolves.toBeDefined();
    const revoked = policy(allow('*'), { Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': '2099-01-01T00:00:00Z' } } });
    await server.iam().send(new PutRolePolicyCommand({ RoleName: 'revoked', PolicyName: 'p', PolicyDocument: revoked }));
    expect((await failure(server.iam(session).send(new ListUsersCommand({})))).message).toContain('with an explicit deny in an identity-based policy');
  });

  it('opens to whom the trust policy says now, not when it was made (R8.18)', async () => {
    const arn = await role('closed', trusting({ Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } }));
    expect((await failure(assume(caller, arn))).message).toBe(`User: ${user} is not authorized to perform: sts:AssumeRole because no role trust policy allows the sts:AssumeRole action`);
    await expect(assume(caller, arn, { ExternalId: 'secret' })).resolves.toBeDefined();
    await server.iam().send(new UpdateAssumeRolePolicyCommand({ RoleName: 'closed', PolicyDocument: trusting() }));
    await expect(assume(caller, arn)).resolves.toBeDefined();
  });
});

describe('temporary credentials', () => {
  it('of a user without MFA call no IAM, and of STS only two operations (R9.1: V89, V90, V118)', async () => {
    const session = credentialsOf((await server.sts(caller).send(new GetSessionTokenCommand({}))).Credentials);
    expect((await failure(server.iam(session).send(new ListUsersCommand({})))).code).toBe('AccessDenied');
    expect(await failure(server.sts(session).send(new GetSessionTokenCommand({})))).toMatchObject({ code: 'AccessDenied', status: 403, message: 'Cannot call GetSessionToken with session credentials' });
    const federated = credentialsOf((await server.sts(caller).send(new GetFederationTokenCommand({ Name: 'fed', Policy: policy(allow('sts:*')) }))).Credentials);
    expect((await failure(assume(federated, roleArn('first')))).code).toBe('AccessDenied');
    expect((await server.sts(federated).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::${account}:federated-user/fed`);
  });

  it('are refused with another\'s token, a changed one, or none (R12.9)', async () => {
    const arn = await role('token');
    const [one, two] = [credentialsOf((await assume(caller, arn)).Credentials), credentialsOf((await assume(caller, arn)).Credentials)];
    const who = (as: Credentials) => failure(server.sts(as).send(new GetCallerIdentityCommand({})));
    const token = one.sessionToken ?? '';
    expect((await who({ ...one, sessionToken: two.sessionToken ?? '' })).status).toBe(403);
    expect((await who({ ...one, sessionToken: `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}` })).status).toBe(403);
    expect((await who({ accessKeyId: one.accessKeyId, secretAccessKey: one.secretAccessKey })).status).toBe(403);
    expect((await who({ ...one, secretAccessKey: two.secretAccessKey })).status).toBe(403);
  });
});

describe('an answer', () => {
  const signer = new SignatureV4({ service: 'sts', region: 'us-east-1', credentials: rootKey, sha256: Sha256 });
  const target = () => {
    const { hostname, port, host } = new URL(server.url);
    return { protocol: 'http:', hostname, port: Number(port), path: '/', headers: { host } };
  };

  it('is given to a presigned GET, and not after its time (R20.6)', async () => {
    const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
    const send = async (signingDate: Date, expiresIn: number) => {
      const { query: signedQuery } = await signer.presign({ method: 'GET', ...target(), query }, { expiresIn, signingDate });
      return fetch(`${server.url}/?${new URLSearchParams(signedQuery as Record<string, string>).toString()}`);
    };
    const good = await send(new Date(), 60);
    expect(good.status).toBe(200);
    expect(await good.text()).toContain(`<Arn>arn:aws:iam::${account}:root</Arn>`);
    const late = await send(new Date(Date.now() - 120_000), 60);
    expect(late.status).toBe(400);
    expect(await late.text()).not.toContain(account);
  });

  it('is JSON where STS is asked for JSON, with times as numbers (R22.2)', async () => {
    const body = 'Action=GetSessionToken&Version=2011-06-15';
    const signed = await signer.sign({ method: 'POST', ...target(), query: {}, headers: { ...target().headers, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }, body });
    const answer = await fetch(server.url, { method: 'POST', headers: signed.headers, body });
    const read = (await answer.json()) as { GetSessionTokenResponse: { GetSessionTokenResult: { Credentials: { Expiration: unknown } } } };
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(read.GetSessionTokenResponse.GetSessionTokenResult.Credentials.Expiration).toEqual(expect.any(Number));
  });

  it('speaks of the partition of its region', async () => {
    expect((await server.sts(rootKey, 'cn-north-1').send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws-cn:iam::${account}:root`);
    expect((await server.sts(rootKey, 'us-gov-west-1').send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws-us-gov:iam::${account}:root`);
  });

  it('to an unsigned request names no account (R12.9)', async () => {
    const answer = await fetch(server.url, { method: 'POST', body: 'Action=GetCallerIdentity&Version=2011-06-15', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});

describe('AWS\'s own managed policies', () => {
  it('are attached and decide (R8.15)', async () => {
    await server.iam().send(new CreateUserCommand({ UserName: 'reader' }));
    const reader = credentialsOf((await server.iam().send(new CreateAccessKeyCommand({ UserName: 'reader' }))).AccessKey);
    await server.iam().send(new AttachUserPolicyCommand({ UserName: 'reader', PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' }));
    await expect(server.iam(reader).send(new ListUsersCommand({}))).resolves.toBeDefined();
    expect((await failure(server.iam(reader).send(new CreateUserCommand({ UserName: 'x' })))).code).toBe('AccessDenied');
  });
});
