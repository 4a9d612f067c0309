import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { IAMClient, CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { STSClient, DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

const account = '123456789012';
const region = 'eu-west-1';
let upstream: UpstreamServer;
let server: RunningServer;
let root: ReturnType<typeof settings>;
let reader: ReturnType<typeof settings>;

const settings = (url: string, accessKeyId: string, secretAccessKey: string) => ({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 });

beforeAll(async () => {
  upstream = await startUpstream(({ headers, method }, response) => {
    const target = headers['x-amz-target'] ?? '';
    if (String(target).startsWith('DynamoDB')) response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"Item":{"id":{"S":"1"}}}');
    else if (String(target).startsWith('AmazonSQS')) response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"MessageId":"m"}');
    else if (method === 'GET') response.setHeader('etag', '"x"').end('content');
    else response.end();
  });
  server = await startServer({ port: 0, adminPort: 0, account, data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } } });
  root = settings(server.url, server.rootKey.id, server.rootKey.secret ?? '');
  const iam = new IAMClient(root);
  await iam.send(new CreateUserCommand({ UserName: 'reader' }));
  const statement = (action: string | string[], resource: string) => ({ Effect: 'Allow', Action: action, Resource: resource });
  const policy = { Version: '2012-10-17', Statement: [statement('s3:GetObject', 'arn:aws:s3:::photos/*'), statement('dynamodb:GetItem', `arn:aws:dynamodb:${region}:${account}:table/orders`), statement('sts:DecodeAuthorizationMessage', '*')] };
  await iam.send(new PutUserPolicyCommand({ UserName: 'reader', PolicyName: 'read', PolicyDocument: JSON.stringify(policy) }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'reader' }));
  reader = settings(server.url, AccessKey?.AccessKeyId ?? '', AccessKey?.SecretAccessKey ?? '');
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

describe('calls of the SDK through the gate', () => {
  it('reach the upstream when they are allowed, and come back whole', async () => {
    const s3 = new S3Client({ ...reader, forcePathStyle: true });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a b/c+d.jpg', Range: 'bytes=0-9' }));
    expect(await Body?.transformToString()).toBe('content');
    const got = upstream.received.at(-1);
    expect(got?.target).toBe('/photos/a%20b/c%2Bd.jpg?x-id=GetObject');
    expect(got?.headers.range).toBe('bytes=0-9');
    expect(got?.headers.host).toBe(new URL(upstream.url).host);
    const { Item } = await new DynamoDBClient(reader).send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: '1' } } }));
    expect(Item).toEqual({ id: { S: '1' } });
  });

  it('are refused in the words and the form of S3 (R12.6)', async () => {
    const before = upstream.begun();
    const s3 = new S3Client({ ...reader, forcePathStyle: true });
    await expect(s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${account}:user/reader is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::photos/k" because no identity-based policy allows the s3:PutObject action`,
      $metadata: { httpStatusCode: 403 },
    });
    await expect(s3.send(new HeadObjectCommand({ Bucket: 'other', Key: 'k' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    expect(upstream.begun()).toBe(before);
  });

  it('are refused in the forms of JSON, REST-JSON, query and EC2 (R12.1, R12.8)', async () => {
    const before = upstream.begun();
    const words = (action: string) => expect.stringContaining(`is not authorized to perform: ${action} on resource: `) as string;
    await expect(new DynamoDBClient(reader).send(new GetItemCommand({ TableName: 'others', Key: { id: { S: '1' } } }))).rejects.toMatchObject({ name: 'AccessDeniedException', message: words('dynamodb:GetItem'), $metadata: { httpStatusCode: 400 } });
    await expect(new SQSClient({ ...reader, useQueueUrlAsEndpoint: false }).send(new SendMessageCommand({ QueueUrl: `https://sqs.${region}.amazonaws.com/${account}/q`, MessageBody: 'm' }))).rejects.toMatchObject({ message: words('sqs:SendMessage') });
    await expect(new LambdaClient(reader).send(new InvokeCommand({ FunctionName: 'f', Payload: Buffer.from('{}') }))).rejects.toMatchObject({ name: 'AccessDeniedException', message: words('lambda:InvokeFunction'), $metadata: { httpStatusCode: 403 } });
    await expect(new SNSClient(reader).send(new ListTopicsCommand({}))).rejects.toMatchObject({ message: words('sns:ListTopics'), $metadata: { httpStatusCode: 403 } });
    const refusal = await new EC2Client(reader).send(new RunInstancesCommand({ ImageId: 'ami-12345678', MinCount: 1, MaxCount: 1 })).catch((error: unknown) => error as Error);
    expect(refusal).toMatchObject({ name: 'UnauthorizedOperation', message: expect.stringMatching(/^You are not authorized to perform this operation\. User: .* ec2:RunInstances .* Encoded authorization failure message: [\w-]+$/) as string });
    const encoded = /message: ([\w-]+)$/.exec((refusal as Error).message)?.[1] ?? '';
    const { DecodedMessage } = await new STSClient(reader).send(new DecodeAuthorizationMessageCommand({ EncodedMessage: encoded }));
    expect(JSON.parse(DecodedMessage ?? '')).toMatchObject({ allowed: false, context: { action: 'RunInstances' } });
    expect(upstream.begun()).toBe(before);
  });

  it('pass with all of a streamed body, with and without a checksum behind it', async () => {
    const s3 = new S3Client({ ...root, forcePathStyle: true });
    const text = 'abcdefghij'.repeat(30_000);
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: text }));
    expect(upstream.received.at(-1)?.body.toString()).toBe(text);
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: Readable.from([Buffer.from(text)]), ContentLength: text.length }));
    const streamed = upstream.received.at(-1);
    expect(streamed?.headers['x-amz-content-sha256']).toBe('STREAMING-UNSIGNED-PAYLOAD-TRAILER');
    expect(streamed?.body.toString()).toContain(`${text.slice(-100)}\r\n0\r\nx-amz-checksum-crc32:`);
  });

  it('have IAM and STS served by Assent itself', async () => {
    const before = upstream.begun();
    expect(await new STSClient(reader).send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: account });
    expect(upstream.begun()).toBe(before);
  });
});
