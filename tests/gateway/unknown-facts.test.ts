import { DynamoDBClient, ExecuteStatementCommand, GetItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient as Client } from '@aws-sdk/client-dynamodb';
import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { CreateAccessKeyCommand, CreateUserCommand, DeleteUserPolicyCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

const account = '123456789012';
const region = 'eu-west-1';
const table = `arn:aws:dynamodb:${region}:${account}:table/Scores`;
const secret = `arn:aws:secretsmanager:${region}:${account}:secret:db`;

let upstream: UpstreamServer;
let server: RunningServer;
let iam: IAMClient;
let user: { readonly accessKeyId: string; readonly secretAccessKey: string };
const settings = (credentials = user) => ({ endpoint: server.url, region, credentials, maxAttempts: 1 });

beforeAll(async () => {
  upstream = await startUpstream(({ headers }, response) => {
    if (headers['x-amz-target'] === undefined) response.setHeader('content-type', 'text/xml').end('<TerminateInstancesResponse/>');
    else response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  });
  server = await startServer({ port: 0, adminPort: 0, account, data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } } });
  iam = new IAMClient(settings({ accessKeyId: server.rootKey.id, secretAccessKey: server.rootKey.secret ?? '' }));
  await iam.send(new CreateUserCommand({ UserName: 'ana' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ana' }));
  user = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

async function allowed(statements: readonly object[], call: () => Promise<unknown>): Promise<boolean> {
  await iam.send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }));
  try {
    await call();
    return true;
  } catch (error) {
    expect((error as Error).message).toContain('is not authorized to perform');
    return false;
  } finally {
    await iam.send(new DeleteUserPolicyCommand({ UserName: 'ana', PolicyName: 'p' }));
  }
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const deny = (rest: object): readonly object[] => [everything, { Effect: 'Deny', Action: '*', Resource: '*', ...rest }];
const own = { Effect: 'Allow', Action: 'dynamodb:*', Resource: [table, `${table}/index/*`], Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['ana'] } } };
const client = (): Client => new DynamoDBClient(settings());
const partiql = (Statement: string, ...Parameters: { S: string }[]) => () => client().send(new ExecuteStatementCommand({ Statement, ...(Parameters.length > 0 ? { Parameters } : {}) }));

describe('who may use her own items', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['an item by its key', () => client().send(new GetItemCommand({ TableName: 'Scores', Key: { user: { S: 'ana' } } }))],
    ['a query', () => client().send(new QueryCommand({ TableName: 'Scores', KeyConditionExpression: '#u = :u', ExpressionAttributeNames: { '#u': 'user' }, ExpressionAttributeValues: { ':u': { S: 'ana' } } }))],
  ])('uses %s', async (_, call) => {
    expect(await allowed([own], call)).toBe(true);
    // A denial of all others holds nothing against her own.
    expect(await allowed(deny({ Condition: { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': ['ana'] } } }), call)).toBe(true);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an item of another', () => client().send(new GetItemCommand({ TableName: 'Scores', Key: { user: { S: 'bob' } } }))],
    ['an item by a key of two attributes, of which the first is not known', () => client().send(new GetItemCommand({ TableName: 'Scores', Key: { user: { S: 'bob' }, game: { S: 'ana' } } }))],
    ['a scan', () => client().send(new ScanCommand({ TableName: 'Scores' }))],
    ['a statement about everybody', partiql('SELECT * FROM Scores')],
    ['a statement with a number', partiql("SELECT * FROM Scores WHERE \"user\" = 5 AND game = 'ana'")],
    ['a statement with a list', partiql("SELECT * FROM Scores WHERE \"user\" IN ['ana', 'bob']")],
    ['a statement with alternatives', partiql("SELECT * FROM Scores WHERE \"user\" = 'ana' OR \"user\" = 'bob'")],
    ['a statement with a bag', partiql("INSERT INTO Scores VALUE {'user': << 'ana' >>}")],
    ['a statement with a parameter', partiql('SELECT * FROM Scores WHERE "user" = ?', { S: 'bob' })],
    ['a statement between two', partiql("SELECT * FROM Scores WHERE \"user\" BETWEEN 'ana' AND 'bob'")],
  ])('does not use %s', async (_, call) => {
    expect(await allowed([own], call)).toBe(false);
    expect(await allowed(deny({ Condition: { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': ['ana'] } } }), call)).toBe(false);
    expect(await allowed([everything], call)).toBe(true);
  });

  it('denials of calls without leading keys hold for a scan', async () => {
    expect(await allowed(deny({ Condition: { Null: { 'dynamodb:LeadingKeys': 'true' } } }), () => client().send(new ScanCommand({ TableName: 'Scores' })))).toBe(false);
  });
});

describe('a secret by its name', () => {
  const call = () => new SecretsManagerClient(settings()).send(new GetSecretValueCommand({ SecretId: 'db' }));
  const read = (Resource: string) => ({ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource });

  it.each<[string, readonly object[], boolean]>([
    ['by its name with six question marks', [read(`${secret}-??????`)], true],
    ['by a star', [read(`${secret}-*`)], true],
    ['of one whole ARN', [read(`${secret}-AbCdEf`)], false],
    ['of all, but denied one whole ARN', deny({ Resource: `${secret}-AbCdEf` }), false],
    ['of all, but denied another secret', deny({ Resource: `${secret}2-AbCdEf` }), true],
    ['of all, but denied all others', [everything, { Effect: 'Deny', Action: 'secretsmanager:*', NotResource: `${secret}-*` }], true],
  ])('is read under a policy %s: %j', async (_, statements, expected) => {
    expect(await allowed(statements, call)).toBe(expected);
  });
});

describe('what nobody here knows of a resource', () => {
  const terminate = () => new EC2Client(settings()).send(new TerminateInstancesCommand({ InstanceIds: ['i-1'] }));

  it('does not allow, and denies', async () => {
    const ofType = { StringEquals: { 'ec2:InstanceType': 't3.micro' } };
    expect(await allowed([{ ...everything, Condition: ofType }], terminate)).toBe(false);
    expect(await allowed(deny({ Condition: ofType }), terminate)).toBe(false);
    expect(await allowed(deny({ Condition: { StringEquals: { 'ec2:Region': 'us-east-1' } } }), terminate)).toBe(true);
  });
});
