import { KMS } from '@aws-sdk/client-kms';
import { CloudWatchLogsClient, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { BatchGetImageCommand, ECRClient, GetAuthorizationTokenCommand, PutImageCommand } from '@aws-sdk/client-ecr';
import { IAM } from '@aws-sdk/client-iam';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { STS } from '@aws-sdk/client-sts';
import { apply, plan, toIamJson } from '@assent/grants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootKey } from '../../clients/aws-clients.ts';
import type { Credentials } from '../../clients/aws-clients.ts';
import { startUpstream } from '../../gateway/upstream-server.ts';
import type { UpstreamServer } from '../../gateway/upstream-server.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { PolicyStore } from '../policy-store.ts';
import { account, examples, partner, region } from './examples.ts';
import type { Ask } from './examples.ts';

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  readonly maxAttempts: number;
}

type Call = (settings: Settings, resource: string) => Promise<unknown>;

const last = (resource: string): string => resource.split(/[:/]/).at(-1) ?? '';
const queueUrl = (resource: string): string => `https://sqs.${region}.amazonaws.com/${account}/${last(resource)}`;
const s3 = (settings: Settings): S3Client => new S3Client({ ...settings, forcePathStyle: true });
const sqs = (settings: Settings): SQSClient => new SQSClient({ ...settings, useQueueUrlAsEndpoint: false, md5: false });
const objectOf = (resource: string) => ({ Bucket: /:::([^/]+)/.exec(resource)?.[1] ?? '', Key: resource.slice(resource.indexOf('/') + 1) });
const logOf = (resource: string) => ({ logGroupName: /log-group:([^:]+)/.exec(resource)?.[1] ?? '', logStreamName: last(resource) });
/** A table, and the index where it is one. */
const tableOf = (resource: string) => {
  const [, TableName = '', , IndexName] = (resource.split(':')[5] ?? '').split('/');
  return { TableName, ...(IndexName === undefined ? {} : { IndexName }) };
};
/** The region that the resource is in is the one that is called. */
const there = (settings: Settings, resource: string): Settings => ({ ...settings, region: resource.split(':')[3] || settings.region });

const calls: Readonly<Record<string, Call>> = {
  'dynamodb:GetItem': (settings, resource) => new DynamoDBClient(there(settings, resource)).send(new GetItemCommand({ ...tableOf(resource), Key: { id: { S: '1' } } })),
  'dynamodb:PutItem': (settings, resource) => new DynamoDBClient(settings).send(new PutItemCommand({ ...tableOf(resource), Item: { id: { S: '1' } } })),
  'dynamodb:Query': (settings, resource) => new DynamoDBClient(settings).send(new QueryCommand({ ...tableOf(resource), KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': { S: '1' } } })),
  'dynamodb:DeleteTable': (settings, resource) => new DynamoDBClient(settings).send(new DeleteTableCommand(tableOf(resource))),
  'logs:CreateLogStream': (settings, resource) => new CloudWatchLogsClient(settings).send(new CreateLogStreamCommand(logOf(resource))),
  'logs:PutLogEvents': (settings, resource) => new CloudWatchLogsClient(settings).send(new PutLogEventsCommand({ ...logOf(resource), logEvents: [{ timestamp: 1, message: 'm' }] })),
  'sqs:SendMessage': (settings, resource) => sqs(settings).send(new SendMessageCommand({ QueueUrl: queueUrl(resource), MessageBody: 'm' })),
  'sqs:GetQueueUrl': (settings, resource) => sqs(settings).send(new GetQueueUrlCommand({ QueueName: last(resource) })),
  'sqs:ReceiveMessage': (settings, resource) => sqs(settings).send(new ReceiveMessageCommand({ QueueUrl: queueUrl(resource) })),
  'sqs:DeleteMessage': (settings, resource) => sqs(settings).send(new DeleteMessageCommand({ QueueUrl: queueUrl(resource), ReceiptHandle: 'r' })),
  's3:GetObject': (settings, resource) => s3(settings).send(new GetObjectCommand(objectOf(resource))),
  's3:PutObject': (settings, resource) => s3(settings).send(new PutObjectCommand({ ...objectOf(resource), Body: 'x' })),
  's3:DeleteObject': (settings, resource) => s3(settings).send(new DeleteObjectCommand(objectOf(resource))),
  's3:ListBucket': (settings, resource) => s3(settings).send(new ListObjectsV2Command({ Bucket: last(resource) })),
  'secretsmanager:GetSecretValue': (settings, resource) => new SecretsManagerClient(settings).send(new GetSecretValueCommand({ SecretId: resource })),
  'secretsmanager:PutSecretValue': (settings, resource) => new SecretsManagerClient(settings).send(new PutSecretValueCommand({ SecretId: resource, SecretString: 's' })),
  'kms:Decrypt': (settings, resource) => new KMS(settings).decrypt({ KeyId: resource, CiphertextBlob: new Uint8Array(1) }),
  'kms:Encrypt': (settings, resource) => new KMS(settings).encrypt({ KeyId: resource, Plaintext: new Uint8Array(1) }),
  'ecr:GetAuthorizationToken': (settings) => new ECRClient(settings).send(new GetAuthorizationTokenCommand({})),
  'ecr:BatchGetImage': (settings, resource) => new ECRClient(settings).send(new BatchGetImageCommand({ repositoryName: last(resource), imageIds: [{ imageTag: 'v1' }] })),
  'ecr:PutImage': (settings, resource) => new ECRClient(settings).send(new PutImageCommand({ repositoryName: last(resource), imageManifest: '{}' })),
};

let upstream: UpstreamServer;
let server: LocalServer;
const sessions = new Map<string, Settings>();

/** The role by which a service runs something, as the service would assume it. */
async function sessionOf(role: { readonly name: string; readonly arn: string; readonly trust?: unknown }): Promise<Settings> {
  const service = /"Service":"([^"]+)"/.exec(JSON.stringify(role.trust))?.[1];
  const response = await fetch(`${server.adminUrl}/service-sessions`, { method: 'POST', headers: { authorization: `Bearer ${server.adminToken}` }, body: JSON.stringify({ service, role: role.arn, sessionName: 'example', sourceAccount: role.arn.split(':')[4] }) });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  const { accessKeyId, secretAccessKey, sessionToken = '' } = JSON.parse(answer) as Credentials;
  return { endpoint: server.url, region, credentials: { accessKeyId, secretAccessKey, sessionToken }, maxAttempts: 1 };
}

beforeAll(async () => {
  const store = new PolicyStore();
  upstream = await startUpstream((request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '');
    if (target.endsWith('KeyPolicy') || target.endsWith('CreateKey')) store.answer(request, response);
    else if (target !== '') response.setHeader('content-type', 'application/x-amz-json-1.1').end('{}');
    else if (request.target.includes('?policy') || request.target.includes('&policy')) store.answer(request, response);
    else if (request.target.includes('list-type=2')) response.end('<ListBucketResult></ListBucketResult>');
    else response.end();
  });
  server = await LocalServer.start({ account, standaloneAccounts: [partner], upstreams: { '*': { url: upstream.url } } });
  for (const stack of examples.flatMap(({ stacks }) => stacks)) {
    const settings = { endpoint: server.url, region, credentials: stack.account === account ? rootKey : server.rootOf(stack.account), maxAttempts: 1 };
    const kms = new KMS(settings);
    // The gate has to know a key's policy before it lets anybody use the key.
    if (stack.name === 'web') await kms.createKey({ Description: '1234abcd-12ab-34cd-56ef-1234567890ab' });
    const clients = { kms, iam: new IAM(settings), sts: new STS(settings), s3: new S3({ ...settings, forcePathStyle: true }) };
    await apply(await plan(stack, clients), clients);
    for (const holder of toIamJson(stack).holders) sessions.set(holder.name, await sessionOf(holder));
  }
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

async function attempt([role, action, resource]: Ask): Promise<{ readonly name: string; readonly reached: number }> {
  const [settings, call] = [sessions.get(role), calls[action]];
  if (!settings || !call) throw new Error(`no session of ${role}, or no call for ${action}`);
  const before = upstream.received.length;
  const name = await call(settings, resource).then(() => 'allowed', (error: unknown) => (error as Error).name);
  return { name, reached: upstream.received.length - before };
}

describe.each(examples.map((example) => [example.name, example] as const))('through the gate, in the example %s,', (_name, { allowed, refused }) => {
  it.each(allowed)('%s calls %s on %s, and it reaches the service', async (...ask) => {
    expect(await attempt(ask)).toEqual({ name: 'allowed', reached: 1 });
  });

  it.each(refused)('%s calls %s on %s, and it never reaches the service', async (...ask) => {
    const { name: error, reached } = await attempt(ask);
    expect(error).toMatch(/^AccessDenied/);
    expect(reached).toBe(0);
  });
});
