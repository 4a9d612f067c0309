import * as iam from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetFederationTokenCommand, GetScopedCredentialsCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import type { GetScopedCredentialsCommandInput } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { administratorOf } from '../protocol/organization.ts';

let server: LocalServer;
let administrator: Credentials;
let session: Credentials;
const RoleArn = `arn:aws:iam::${account}:role/worker`;
const listing = policy(allow(['iam:ListUsers', 'iam:ListRoles', 'sts:GetScopedCredentials']));

const scope = (as: Credentials, input: GetScopedCredentialsCommandInput) => server.sts(as).send(new GetScopedCredentialsCommand(input));
const scoped = async (as: Credentials, input: GetScopedCredentialsCommandInput): Promise<Credentials> => credentialsOf((await scope(as, input)).Credentials);
const listUsers = (as: Credentials) => server.iam(as).send(new iam.ListUsersCommand({}));
const listRoles = (as: Credentials) => server.iam(as).send(new iam.ListRolesCommand({}));

beforeAll(async () => {
  server = await LocalServer.start();
  administrator = await administratorOf(server);
  const trust = policy({ Effect: 'Allow', Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] });
  await server.iam().send(new iam.CreateRoleCommand({ RoleName: 'worker', AssumeRolePolicyDocument: trust }));
  await server.iam().send(new iam.PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'p', PolicyDocument: policy(allow(['iam:List*', 'sts:*'])) }));
  session = credentialsOf((await server.sts(administrator).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', SourceIdentity: 'ana', Tags: [{ Key: 'a', Value: 'b' }] }))).Credentials);
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('GetScopedCredentials', () => {
  it('keeps the identity of the session and takes from its permissions', async () => {
    const answer = await scope(session, { Policy: listing, ScopedSessionDescription: 'for a job' });
    const arn = `arn:aws:sts::${account}:assumed-role/worker/session`;
    expect(answer).toMatchObject({ SessionInfo: { Arn: arn, ScopedSessionId: expect.stringMatching(/^AROA\w{17}:session$/) as string }, ScopedPoliciesCount: 1, SourceIdentity: 'ana', SessionTokenSize: answer.Credentials?.SessionToken?.length });
    const less = credentialsOf(answer.Credentials);
    expect((await server.sts(less).send(new GetCallerIdentityCommand({}))).Arn).toBe(arn);
    await expect(listUsers(less)).resolves.toBeDefined();
    expect((await failure(server.iam(less).send(new iam.ListGroupsCommand({})))).message).toContain('because no session policy allows the iam:ListGroups action');
  });

  it('gives nothing that the session has not', async () => {
    const all = await scoped(session, { Policy: policy(allow('*')) });
    expect((await failure(server.iam(all).send(new iam.GetUserCommand({ UserName: 'administrator' })))).message).toContain('no identity-based policy allows');
  });

  it('takes more with every layer, up to three', async () => {
    const first = await scoped(session, { Policy: listing });
    const second = await scoped(first, { Policy: policy(allow(['iam:ListRoles', 'iam:ListGroups', 'sts:GetScopedCredentials'])) });
    await expect(listRoles(second)).resolves.toBeDefined();
    for (const refused of [listUsers(second), server.iam(second).send(new iam.ListGroupsCommand({}))]) expect((await failure(refused)).code).toBe('AccessDenied');
    const third = await scope(second, { Policy: policy(allow('*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }) });
    expect(third.ScopedPoliciesCount).toBe(3);
    expect((await failure(listRoles(credentialsOf(third.Credentials)))).message).toContain('with an explicit deny in a session policy');
    expect((await failure(scope(credentialsOf(third.Credentials), { Policy: listing }))).code).toBe('AccessDenied');
    await expect(scope(credentialsOf(third.Credentials), { DurationSeconds: 60 })).resolves.toMatchObject({ ScopedPoliciesCount: 3 });
    expect((await failure(scope(await scoped(session, { Policy: policy(allow('iam:*')) }), { DurationSeconds: 60 }))).message).toContain('sts:GetScopedCredentials');
  });

  it('caps what a trust policy gives the session by name, too', async () => {
    const trust = policy({ Effect: 'Allow', Principal: { AWS: `arn:aws:sts::${account}:assumed-role/worker/session` }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] });
    await server.iam().send(new iam.CreateRoleCommand({ RoleName: 'next', AssumeRolePolicyDocument: trust }));
    const next = (as: Credentials) => server.sts(as).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/next`, RoleSessionName: 'session' }));
    await expect(next(session)).resolves.toBeDefined();
    await expect(next(await scoped(session, { Policy: policy(allow('sts:*')) }))).resolves.toBeDefined();
    expect((await failure(next(await scoped(session, { Policy: listing })))).code).toBe('AccessDenied');
  });

  it('shortens the session, and never makes it longer or younger', async () => {
    const { Credentials: short } = await scope(session, { DurationSeconds: 60 });
    expect((short?.Expiration?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(60_000);
    expect(await failure(scope(session, { DurationSeconds: 100_000 }))).toMatchObject({ code: 'InsufficientSessionLifetime', status: 400 });
    const late = await scoped(session, { Policy: listing });
    const revoke = (time: string) => server.iam().send(new iam.PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'revoke', PolicyDocument: policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': time } } }) }));
    await revoke('2020-01-01T00:00:00Z');
    await expect(listUsers(late)).resolves.toBeDefined();
    await revoke('2099-01-01T00:00:00Z');
    expect((await failure(listUsers(late))).message).toContain('with an explicit deny in an identity-based policy');
    await server.iam().send(new iam.DeleteRolePolicyCommand({ RoleName: 'worker', PolicyName: 'revoke' }));
  });

  it('makes the token as long as it is wanted', async () => {
    const { SessionTokenSize = 0, Credentials: padded } = await scope(session, { DurationSeconds: 60, MinimumSessionTokenSize: 4096 });
    expect(SessionTokenSize).toBeGreaterThanOrEqual(4096);
    await expect(listUsers(credentialsOf(padded))).resolves.toBeDefined();
    expect((await scope(credentialsOf(padded), { DurationSeconds: 30 })).SessionTokenSize).toBeLessThan(4096);
  });

  it('is for sessions of every kind, and for no long-term key', async () => {
    for (const key of [administrator, rootKey]) expect(await failure(scope(key, { DurationSeconds: 60 }))).toMatchObject({ code: 'AccessDenied', status: 403 });
    const own = credentialsOf((await server.sts(administrator).send(new GetSessionTokenCommand({}))).Credentials);
    expect((await server.sts(await scoped(own, { DurationSeconds: 60 })).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:iam::${account}:user/administrator`);
    const federated = credentialsOf((await server.sts(administrator).send(new GetFederationTokenCommand({ Name: 'fed', Policy: policy(allow('sts:GetScopedCredentials')) }))).Credentials);
    await expect(scope(federated, { DurationSeconds: 60 })).resolves.toMatchObject({ SessionInfo: { ScopedSessionId: `${account}:fed` } });
  });

  it.each<readonly [GetScopedCredentialsCommandInput, string]>([
    [{}, 'ValidationError'],
    [{ DurationSeconds: 0 }, 'ValidationError'],
    [{ DurationSeconds: 129_601 }, 'ValidationError'],
    [{ DurationSeconds: 60, MinimumSessionTokenSize: 4097 }, 'ValidationError'],
    [{ DurationSeconds: 60, ScopedSessionDescription: 'x'.repeat(257) }, 'ValidationError'],
    [{ Policy: '{' }, 'MalformedPolicyDocument'],
    [{ Policy: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }) }, 'MalformedPolicyDocument'],
    [{ Policy: `${listing}${' '.repeat(2048)}` }, 'PackedPolicyTooLarge'],
  ])('refuses %j', async (input, code) => {
    expect((await failure(scope(session, input))).code).toBe(code);
  });
});
