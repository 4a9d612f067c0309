import { DynamoDBClient, DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EC2Client, DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { CreatePolicyCommand, CreateRoleCommand, DeleteRolePermissionsBoundaryCommand, ListRolesCommand, PutRolePermissionsBoundaryCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { LambdaClient, CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { CopyObjectCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { SessionRecord } from '@assent/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, policy } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { startUpstream } from '../gateway/upstream-server.ts';
import type { UpstreamServer } from '../gateway/upstream-server.ts';
import { LocalServer } from './local-server.ts';

const orders = `arn:aws:dynamodb:us-east-1:${account}:table/Orders`;
const roleArn = `arn:aws:iam::${account}:role/fn`;

let upstream: UpstreamServer;
let server: LocalServer;

beforeAll(async () => {
  upstream = await startUpstream(({ target }, response) => void response.writeHead(target.includes('missing') ? 404 : 200).end('{}'));
  const one = { url: upstream.url };
  server = await LocalServer.start({ upstreams: { dynamodb: one, s3: one, lambda: one, ec2: one }, enforce: { ec2: 'audit' } });
  const iam = server.iam();
  await iam.send(new CreateRoleCommand({ RoleName: 'fn', AssumeRolePolicyDocument: policy({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }) }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'fn', PolicyName: 'orders', PolicyDocument: policy(allow('dynamodb:GetItem', orders), allow('iam:ListRoles'), allow('s3:GetObject', 'arn:aws:s3:::photos/*'), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*', Sid: 'ReadOnly' }) }));
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

interface Issued extends Credentials {
  readonly record?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

const ask = async <T>(method: string, path: string, body?: object, token = server.adminToken): Promise<{ readonly status: number; readonly body: T }> => {
  const response = await fetch(`${server.adminUrl}/service-sessions${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(body ? { body: JSON.stringify(body) } : {}) });
  return { status: response.status, body: JSON.parse(await response.text()) as T };
};
const assume = async (rest: object = {}): Promise<Issued> => (await ask<Issued>('POST', '', { service: 'lambda.amazonaws.com', role: roleArn, sessionName: 'fn', ...rest })).body;
const callsOf = async (id: string | undefined): Promise<SessionRecord> => (await ask<SessionRecord>('GET', `/${id}/calls`)).body;

const keysOf = ({ accessKeyId, secretAccessKey, sessionToken }: Issued): Credentials => ({ accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) });
const client = (as: Issued) => ({ endpoint: server.url, region: 'us-east-1', maxAttempts: 1, credentials: keysOf(as) });
const get = (as: Issued) => new DynamoDBClient(client(as)).send(new GetItemCommand({ TableName: 'Orders', Key: { id: { S: '1' } } }));
const remove = (as: Issued) => failure(new DynamoDBClient(client(as)).send(new DeleteItemCommand({ TableName: 'Orders', Key: { id: { S: '1' } } })));

describe('the calls of a recorded session', () => {
  it('are told with every need, its decision, and how often they came', async () => {
    const session = await assume({ record: true });
    await get(session);
    await get(session);
    expect((await remove(session)).code).toBe('AccessDeniedException');
    const { calls, dropped } = await callsOf(session.record);
    expect(dropped).toBe(0);
    expect(calls).toMatchObject([
      { service: 'dynamodb', operation: 'GetItem', outcome: 'forwarded', enforcement: 'on', count: 2, needs: [{ action: 'dynamodb:GetItem', resource: orders, decision: 'allowed', policyType: 'identity', policy: 'orders', statement: 0 }] },
      {
        operation: 'DeleteItem',
        outcome: 'refused',
        code: 'AccessDeniedException',
        count: 1,
        needs: [{ action: 'dynamodb:DeleteItem', resource: orders, decision: 'implicitDeny', message: `User: arn:aws:sts::${account}:assumed-role/fn/fn is not authorized to perform: dynamodb:DeleteItem on resource: ${orders} because no identity-based policy allows the dynamodb:DeleteItem action` }],
      },
    ]);
    expect(calls[1]).not.toHaveProperty('message');
  });

  it('have the needs past the first denial, too', async () => {
    const session = await assume({ record: true });
    expect((await failure(new S3Client(client(session)).send(new CopyObjectCommand({ Bucket: 'to', Key: 'k', CopySource: 'from/k' })))).code).toBe('AccessDenied');
    const [copy] = (await callsOf(session.record)).calls;
    expect(copy?.needs.map(({ action, resource, decision }) => [action, resource, decision])).toEqual([
      ['s3:GetObject', 'arn:aws:s3:::from/k', 'implicitDeny'],
      ['s3:PutObject', 'arn:aws:s3:::to/k', 'explicitDeny'],
    ]);
    const denying = { policyType: 'identity', policy: 'orders', statement: 'ReadOnly' };
    expect(copy?.needs[1]).toMatchObject({ ...denying, heldBy: { decision: 'explicitDeny', ...denying } });
    expect(copy?.needs[0]).not.toHaveProperty('heldBy');
  });

  it('say what would deny whatever the policies of the role allow', async () => {
    const iam = server.iam();
    const { Policy: boundary } = await iam.send(new CreatePolicyCommand({ PolicyName: 'tables', PolicyDocument: policy(allow('dynamodb:GetItem')) }));
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'fn', PermissionsBoundary: boundary?.Arn }));
    try {
      const session = await assume({ record: true });
      await remove(session);
      const [call] = (await callsOf(session.record)).calls;
      expect(call?.needs).toMatchObject([{ decision: 'implicitDeny', heldBy: { decision: 'implicitDeny', policyType: 'permissionsBoundary' } }]);
    } finally {
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'fn' }));
    }
  });

  it('have what it takes to be told that an object is missing (R11.21)', async () => {
    const session = await assume({ record: true });
    expect((await failure(new S3Client(client(session)).send(new GetObjectCommand({ Bucket: 'photos', Key: 'missing.jpg' })))).code).toBe('AccessDenied');
    expect((await callsOf(session.record)).calls).toMatchObject([
      { operation: 'GetObject', outcome: 'forwarded', needs: [{ action: 's3:GetObject', decision: 'allowed' }] },
      { operation: 'GetObject', outcome: 'refused', code: 'AccessDenied', needs: [{ action: 's3:ListBucket', resource: 'arn:aws:s3:::photos', decision: 'implicitDeny' }] },
    ]);
  });

  it('have the service that a role is passed to', async () => {
    const session = await assume({ record: true });
    await failure(new LambdaClient(client(session)).send(new CreateFunctionCommand({ FunctionName: 'f', Role: roleArn, Code: { ZipFile: new Uint8Array(1) } })));
    expect((await callsOf(session.record)).calls[0]?.needs).toContainEqual(expect.objectContaining({ action: 'iam:PassRole', resource: roleArn, passedTo: 'lambda.amazonaws.com' }));
  });

  it('are those of IAM and STS, too', async () => {
    const session = await assume({ record: true });
    await server.iam(keysOf(session)).send(new ListRolesCommand({}));
    await server.sts(keysOf(session)).send(new GetCallerIdentityCommand({}));
    expect((await callsOf(session.record)).calls).toMatchObject([
      { service: 'iam', operation: 'ListRoles', outcome: 'served', needs: [{ action: 'iam:ListRoles', decision: 'allowed' }] },
      { service: 'sts', operation: 'GetCallerIdentity', outcome: 'served' },
    ]);
  });

  it('are told where they were refused without a decision, with the reason, for holders of the session alone', async () => {
    const session = await assume({ record: true });
    const publish = (as: Issued) => failure(new SNSClient(client(as)).send(new PublishCommand({ TopicArn: `arn:aws:sns:us-east-1:${account}:t`, Message: 'm' })));
    await publish(session);
    await publish({ ...session, sessionToken: `${session.sessionToken?.slice(1)}` });
    expect((await remove({ ...session, secretAccessKey: 'wrong' })).code).toBe('InvalidSignatureException');
    expect((await callsOf(session.record)).calls).toMatchObject([
      { service: 'sns', outcome: 'refused', code: 'NotImplemented', message: expect.stringContaining('There is no upstream for sns') as string, needs: [], count: 1 },
      { service: 'dynamodb', outcome: 'refused', code: 'InvalidSignatureException', needs: [] },
    ]);
  });

  it('say what would have been refused where it is not enforced', async () => {
    const session = await assume({ record: true });
    await failure(new EC2Client(client(session)).send(new DescribeInstancesCommand({})));
    const [call] = (await callsOf(session.record)).calls;
    expect(call).toMatchObject({ outcome: 'forwarded', enforcement: 'audit', code: 'UnauthorizedOperation', needs: [{ action: 'ec2:DescribeInstances', decision: 'implicitDeny' }] });
    expect(call).not.toHaveProperty('message');
  });
});

describe('a record', () => {
  it('goes on over the sessions that join it, and is forgotten when it is ended', async () => {
    const first = await assume({ record: true });
    const second = await assume({ record: first.record });
    expect(second.record).toBe(first.record);
    await get(first);
    await get(second);
    expect(await callsOf(first.record)).toMatchObject({ id: first.record, calls: [{ count: 2 }] });
    expect(await ask('DELETE', `/${first.record}/calls`)).toMatchObject({ status: 200, body: { calls: [{ count: 2 }] } });
    expect(await ask('GET', `/${first.record}/calls`)).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
    expect(await assume({ record: first.record })).toMatchObject({ error: { code: 'invalid-request' } });
    await get(second);
  });

  it('is kept only where it was asked for', async () => {
    for (const session of [await assume(), await assume({ record: false })]) expect(session).not.toHaveProperty('record');
    for (const record of ['x', 1, {}]) expect(await assume({ record })).toMatchObject({ error: { code: 'invalid-request' } });
  });

  it('is for holders of the admin token', async () => {
    const { record } = await assume({ record: true });
    for (const method of ['GET', 'DELETE']) expect(await ask(method, `/${record}/calls`, undefined, 'wrong')).toMatchObject({ status: 401 });
    expect(await ask('POST', `/${record}/calls`, {})).toMatchObject({ status: 405 });
    expect(await callsOf(record)).toMatchObject({ calls: [] });
  });

  it('finds room until there are too many, and again when one has ended', async () => {
    const { status } = await ask('POST', '', { service: 'lambda.amazonaws.com', role: roleArn, sessionName: 'fn', record: true });
    expect(status).toBe(200);
    const begun: (string | undefined)[] = [];
    for (let session = await assume({ record: true }); session.error === undefined; session = await assume({ record: true })) begun.push(session.record);
    expect(begun.length).toBeLessThan(256);
    expect(await ask('POST', '', { service: 'lambda.amazonaws.com', role: roleArn, sessionName: 'fn', record: true })).toMatchObject({ status: 429, body: { error: { code: 'record-limit' } } });
    await ask('DELETE', `/${begun[0]}/calls`);
    expect(await assume({ record: true })).toHaveProperty('record');
    for (const id of begun.slice(1)) await ask('DELETE', `/${id}/calls`);
  });
});
