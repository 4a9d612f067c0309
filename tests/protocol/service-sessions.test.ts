import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand, GetUserCommand, ListRolesCommand, PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { EnablePolicyTypeCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, credentialsOf, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from './local-server.ts';
import { Organization } from './organization.ts';

const lambda = 'lambda.amazonaws.com';
const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
const functionArn = `arn:aws:lambda:us-east-1:${account}:function:orders`;
const trusting = (Service: string, Condition: object = {}): string => policy({ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', Condition });

let server: LocalServer;
let ana: Credentials;
let time = Math.floor(Date.now() / 1000) * 1000;

interface Issued {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: string;
  readonly assumedRole?: { readonly arn: string };
  readonly error?: { readonly code: string; readonly message: string };
}

async function post(path: string, body: object | string, { token = server.adminToken, method = 'POST' } = {}): Promise<{ readonly status: number; readonly body: Issued }> {
  const response = await fetch(`${server.adminUrl}/${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}) });
  return { status: response.status, body: JSON.parse(await response.text()) as Issued };
}

const keysOf = ({ accessKeyId, secretAccessKey, sessionToken }: Issued): Credentials => ({ accessKeyId, secretAccessKey, sessionToken });

const assume = (role: string, rest: object = {}) => post('service-sessions', { service: lambda, role: roleArn(role), sessionName: 'orders', ...rest });
const forward = (credentials: Partial<Credentials>, service = 'cloudformation.amazonaws.com') => post('forwarded-sessions', { service, accessKeyId: credentials.accessKeyId, ...(credentials.sessionToken === undefined ? {} : { sessionToken: credentials.sessionToken }) });

beforeAll(async () => {
  server = await LocalServer.start({ now: () => new Date(time) });
  const iam = server.iam();
  const make = async (RoleName: string, trust: string): Promise<void> => {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: policy(allow('iam:ListRoles')) }));
  };
  await make('fn', trusting(lambda));
  await make('task', trusting('ecs-tasks.amazonaws.com'));
  await make('own', trusting(lambda, { ArnLike: { 'aws:SourceArn': functionArn }, StringEquals: { 'aws:SourceAccount': account } }));
  await make('people', policy({ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }));
  await iam.send(new CreateUserCommand({ UserName: 'ana' }));
  await iam.send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument: policy(
    { Effect: 'Allow', Action: 'iam:GetUser', Resource: '*', Condition: { Bool: { 'aws:ViaAWSService': 'true' }, 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } } },
    { Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*', Condition: { StringEquals: { 'aws:CalledViaFirst': 'cloudformation.amazonaws.com', 'aws:CalledViaLast': 'athena.amazonaws.com' } } },
    allow('sts:AssumeRole'),
  ) }));
  ana = credentialsOf((await iam.send(new CreateAccessKeyCommand({ UserName: 'ana' }))).AccessKey);
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
});

describe('a service', () => {
  it('assumes a role whose trust policy names it', async () => {
    const { status, body } = await assume('fn', { duration: 900 });
    expect([status, body.assumedRole?.arn, body.expiration]).toEqual([200, `arn:aws:sts::${account}:assumed-role/fn/orders`, new Date(time + 900_000).toISOString()]);
    expect((await server.sts(keysOf(body)).send(new GetCallerIdentityCommand({}))).Arn).toBe(`arn:aws:sts::${account}:assumed-role/fn/orders`);
    expect((await server.iam(keysOf(body)).send(new ListRolesCommand({}))).Roles).toHaveLength(4);
    expect(await failure(server.iam(keysOf(body)).send(new GetUserCommand({ UserName: 'ana' })))).toMatchObject({ code: 'AccessDenied' });
  });

  it.each<[name: string, role: string, rest: object]>([
    ['that trusts another service', 'task', {}],
    ['that trusts people', 'people', {}],
    ['that does not exist', 'none', {}],
    ['that wants a source, without one', 'own', {}],
    ['that wants another source', 'own', { sourceArn: `${functionArn}-2`, sourceAccount: account }],
    ['that wants a source of its own account', 'own', { sourceArn: functionArn, sourceAccount: '210987654321' }],
  ])('is refused a role %s (R11.1)', async (_name, role, rest) => {
    expect(await assume(role, rest)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });

  it('says for what it acts', async () => {
    expect(await assume('own', { sourceArn: functionArn, sourceAccount: account })).toMatchObject({ status: 200 });
    expect(await assume('task', { service: 'ecs-tasks.amazonaws.com' })).toMatchObject({ status: 200 });
  });

  it.each<[name: string, body: object | string]>([
    ['no JSON', '{'],
    ['a service that is none', { service: 'evil.example.com', role: roleArn('fn'), sessionName: 'orders' }],
    ['a role that is no ARN', { service: lambda, role: 'fn', sessionName: 'orders' }],
    ['a session name that is none', { service: lambda, role: roleArn('fn'), sessionName: 'a b' }],
    ['a duration that is too short', { service: lambda, role: roleArn('fn'), sessionName: 'orders', duration: 899 }],
    ['a duration beyond that of the role', { service: lambda, role: roleArn('fn'), sessionName: 'orders', duration: 3601 }],
  ])('is refused for %s', async (_name, body) => {
    expect(await post('service-sessions', body)).toMatchObject({ status: 400, body: { error: { code: 'invalid-request' } } });
  });

  it('needs the admin token, on every path and for every method', async () => {
    for (const path of ['service-sessions', 'forwarded-sessions']) {
      for (const token of ['', 'x', `${server.adminToken}x`, server.adminToken.slice(1)]) expect(await post(path, {}, { token })).toMatchObject({ status: 401 });
      expect(await post(path, {}, { method: 'GET' })).toMatchObject({ status: 405 });
      expect((await fetch(`${server.adminUrl}/${path}`, { method: 'POST', body: '{}' })).status).toBe(401);
      expect((await fetch(`${server.url}/${path}`, { method: 'POST', body: '{}', headers: { authorization: `Bearer ${server.adminToken}` } })).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('a service in an organization', () => {
  it('is held by resource control policies, and not by service control policies (R10.2, R10.9)', async () => {
    const own = await LocalServer.start();
    try {
      const organization = await Organization.create(own);
      await organization.client.send(new EnablePolicyTypeCommand({ RootId: organization.root, PolicyType: 'RESOURCE_CONTROL_POLICY' }));
      const member = await organization.account('member');
      await own.iam(await organization.enter(member)).send(new CreateRoleCommand({ RoleName: 'fn', AssumeRolePolicyDocument: trusting(lambda) }));
      const ask = async (): Promise<number> =>
        (await fetch(`${own.adminUrl}/service-sessions`, { method: 'POST', headers: { authorization: `Bearer ${own.adminToken}` }, body: JSON.stringify({ service: lambda, role: `arn:aws:iam::${member}:role/fn`, sessionName: 'orders' }) })).status;
      await organization.attach(await organization.policy('scp', [{ Effect: 'Deny', Action: 'sts:*', Resource: '*' }]), member);
      expect(await ask()).toBe(200);
      await organization.attach(await organization.policy('rcp', [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' }], 'RESOURCE_CONTROL_POLICY'), member);
      expect(await ask()).toBe(403);
    } finally {
      await own.close();
    }
    expect(own.faults).toEqual([]);
  });
});

describe('a forwarded session', () => {
  const getUser = (as: Credentials) => server.iam(as).send(new GetUserCommand({ UserName: 'ana' }));
  const listRoles = (as: Credentials) => server.iam(as).send(new ListRolesCommand({}));

  it('has the permissions of its caller, and tells every decision of the service', async () => {
    expect(await failure(getUser(ana))).toMatchObject({ code: 'AccessDenied' });
    const { body } = await forward(ana);
    expect((await getUser(keysOf(body))).User?.UserName).toBe('ana');
    expect(await failure(listRoles(keysOf(body)))).toMatchObject({ code: 'AccessDenied' });
    expect(await failure(getUser(keysOf((await forward(ana, lambda)).body)))).toMatchObject({ code: 'AccessDenied' });
  });

  it('goes through several services, in their order', async () => {
    const first = (await forward(ana)).body;
    const both = (await forward(first, 'athena.amazonaws.com')).body;
    expect((await listRoles(keysOf(both))).Roles).toHaveLength(4);
    const turned = (await forward((await forward(ana, 'athena.amazonaws.com')).body)).body;
    expect(await failure(listRoles(keysOf(turned)))).toMatchObject({ code: 'AccessDenied' });
  });

  it('keeps what caps its caller, and ends with his session', async () => {
    const { Credentials: issued } = await server.sts(ana).send(new AssumeRoleCommand({ RoleArn: roleArn('people'), RoleSessionName: 'short', DurationSeconds: 900, Policy: policy(allow('iam:GetUser')) }));
    const { body } = await forward(credentialsOf(issued));
    expect(body.expiration).toBe(issued?.Expiration?.toISOString());
    expect(await failure(listRoles(keysOf(body)))).toMatchObject({ code: 'AccessDenied' });
    time += 901_000;
    server.clockOffset += 901_000;
    expect(await forward(credentialsOf(issued))).toMatchObject({ status: 403 });
  });

  it('needs credentials that are good', async () => {
    expect(await forward({ accessKeyId: 'AKIAQYLPMN5HHHFPZZZZ' })).toMatchObject({ status: 403 });
    expect(await forward({ accessKeyId: ana.accessKeyId, sessionToken: 'x' })).toMatchObject({ status: 403 });
  });
});

describe('the admin token', () => {
  it('is kept in the data folder, for its owner alone, and stays', async () => {
    const path = mkdtempSync(join(tmpdir(), 'assent-token-'));
    try {
      const tokens: string[] = [];
      for (let start = 0; start < 2; start++) {
        const own = await LocalServer.start({ data: { kind: 'folder', path } });
        tokens.push(own.adminToken);
        await own.close();
      }
      const file = join(path, 'admin-token');
      expect([existsSync(file), statSync(file).mode & 0o777, readFileSync(file, 'utf8').trim()]).toEqual([true, 0o600, tokens[0]]);
      expect(tokens[1]).toBe(tokens[0]);
    } finally {
      rmSync(path, { recursive: true });
    }
  });

  it('is one that was set, where it is long enough to be secret', async () => {
    const adminToken = 'a-token-of-more-than-thirty-two-characters';
    const own = await LocalServer.start({ adminToken });
    expect(own.adminToken).toBe(adminToken);
    await own.close();
    await expect(LocalServer.start({ adminToken: 'short' })).rejects.toThrow(RangeError);
  });
});
