import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateUserCommand, CreateLoginProfileCommand, DeleteUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../packages/server/src/audit/audit-event.ts';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer, ServerOptions } from '../../packages/server/src/server.ts';
import { signedHead, Wire } from './signed-request.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

let folder: string;
let upstream: UpstreamServer;
let server: RunningServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assent-record-'));
  upstream = await startUpstream();
});
afterEach(async () => {
  await server.close();
  await upstream.close();
  rmSync(folder, { recursive: true });
});

const start = async (options: Partial<ServerOptions> = {}) => {
  server = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } }, audit: { file: join(folder, 'audit.jsonl') }, onFault: () => undefined, ...options });
  return { endpoint: server.url, region: 'eu-west-1', maxAttempts: 1, credentials: { accessKeyId: server.rootKey.id, secretAccessKey: server.rootKey.secret ?? '' } };
};
const events = (): AuditEvent[] =>
  readFileSync(join(folder, 'audit.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AuditEvent);

describe('the record', () => {
  it('has every decision in the shape of CloudTrail, for the services served here as well', async () => {
    const root = await start();
    await new IAMClient(root).send(new CreateUserCommand({ UserName: 'ana' }));
    await new S3Client({ ...root, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'photos', Key: 'cat.jpg' }));
    const [created, got] = events();
    expect(created).toMatchObject({
      eventVersion: '1.11',
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      eventType: 'AwsApiCall',
      recipientAccountId: server.account,
      sourceIPAddress: '127.0.0.1',
      userIdentity: { type: 'Root', accountId: server.account, accessKeyId: server.rootKey.id },
      requestParameters: { UserName: 'ana' },
      additionalEventData: { assent: { decision: 'allowed', outcome: 'served', enforcement: 'on' } },
    });
    expect(got).toMatchObject({ eventSource: 's3.amazonaws.com', eventName: 'GetObject', awsRegion: 'eu-west-1', requestParameters: { Bucket: 'photos', Key: 'cat.jpg' }, resources: [{ ARN: 'arn:aws:s3:::photos/cat.jpg' }] });
  });

  it('says why a call was refused, and holds no secret and no content', async () => {
    const root = await start();
    await new IAMClient(root).send(new CreateUserCommand({ UserName: 'ana' }));
    await new IAMClient(root).send(new CreateLoginProfileCommand({ UserName: 'ana', Password: 'Secret-Word-1' }));
    await new DynamoDBClient(root).send(new PutItemCommand({ TableName: 'orders', Item: { id: { S: 'Secret-Word-2' } } })).catch(() => undefined);
    await expect(new STSClient(root).send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${server.account}:role/none`, RoleSessionName: 'session' }))).rejects.toThrow();
    const wrong = { ...root, credentials: { ...root.credentials, secretAccessKey: 'another' } };
    await expect(new S3Client({ ...wrong, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }))).rejects.toThrow();
    expect(events().at(-1)).toMatchObject({ errorCode: 'SignatureDoesNotMatch', userIdentity: { type: 'Unknown' }, additionalEventData: { assent: { decision: 'notDecided', outcome: 'refused' } } });
    expect(events().find(({ eventName }) => eventName === 'AssumeRole')).toMatchObject({ errorCode: 'AccessDenied', additionalEventData: { assent: { outcome: 'refused' } } });
    const text = readFileSync(join(folder, 'audit.jsonl'), 'utf8');
    expect(text).toContain('orders');
    expect(text).not.toContain('Secret-Word');
    expect(text).not.toContain(server.rootKey.secret);
  });

  it('is what a call waits for: without it nothing is done and nothing forwarded', async () => {
    const root = await start({ audit: { file: join(folder, 'audit.jsonl'), queue: 0 } });
    await expect(new S3Client({ ...root, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    await expect(new IAMClient(root).send(new DeleteUserCommand({ UserName: 'ana' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
    expect(upstream.begun()).toBe(0);
  });

  it('says of a body that was not the one that was signed that the call was broken off', async () => {
    await start();
    const key = { accessKeyId: server.rootKey.id, secretAccessKey: server.rootKey.secret ?? '' };
    const wire = new Wire(server.url);
    wire.write(`${await signedHead(server.url, key, { method: 'PUT', path: '/photos/k', payload: '0'.repeat(64) })}Content-Length: 5\r\n\r\nhello`);
    expect(await wire.until(/<\/Error>/)).toContain('XAmzContentSHA256Mismatch');
    wire.socket.destroy();
    expect(events()).toMatchObject([
      { eventName: 'PutObject', requestParameters: { Bucket: 'photos', Key: 'k' }, additionalEventData: { assent: { decision: 'allowed', outcome: 'forwarded' } } },
      { eventName: 'PutObject', requestParameters: { Bucket: 'photos', Key: 'k' }, errorCode: 'XAmzContentSHA256Mismatch', additionalEventData: { assent: { decision: 'allowed', outcome: 'brokenOff' } } },
    ]);
    const [first, second] = events();
    expect([first?.requestID === second?.requestID, first?.eventID === second?.eventID, first?.errorCode, upstream.received.length]).toEqual([true, false, undefined, 0]);
  });

  it('is rotated, and the oldest goes', async () => {
    const root = await start({ audit: { file: join(folder, 'audit.jsonl'), fileSize: 1_500, files: 3 } });
    const s3 = new S3Client({ ...root, forcePathStyle: true });
    for (let call = 0; call < 8; call++) await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: `${call}` }));
    expect(readdirSync(folder).sort()).toEqual(['audit.jsonl', 'audit.jsonl.1', 'audit.jsonl.2']);
    expect(events().at(-1)).toMatchObject({ requestParameters: { Key: '7' } });
  });
});

describe('enforcement', () => {
  it('`audit` forwards what would have been refused, and records that', async () => {
    const root = await start({ enforce: { s3: 'audit' } });
    const wrong = { ...root, credentials: { ...root.credentials, secretAccessKey: 'another' } };
    await new S3Client({ ...wrong, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }));
    expect(upstream.received.map(({ target }) => target)).toEqual(['/photos/k?x-id=GetObject']);
    expect(events()).toMatchObject([{ errorCode: 'SignatureDoesNotMatch', additionalEventData: { assent: { outcome: 'forwarded', enforcement: 'audit' } } }]);
    await expect(new DynamoDBClient(wrong).send(new PutItemCommand({ TableName: 'orders', Item: {} }))).rejects.toThrow();
    expect(upstream.received.length).toBe(1);
  });

  it('`off` forwards unseen', async () => {
    const root = await start({ enforce: { '*': 'off' } });
    const wrong = { ...root, credentials: { ...root.credentials, secretAccessKey: 'another' } };
    await new S3Client({ ...wrong, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }));
    expect(upstream.received.length).toBe(1);
    expect(events()).toEqual([]);
  });

  it('of a service without an upstream is a refusal in its own form', async () => {
    const root = await start({ upstreams: {} });
    await expect(new S3Client({ ...root, forcePathStyle: true }).send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }))).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining('--upstream s3=URL') as string });
    await expect(new DynamoDBClient(root).send(new PutItemCommand({ TableName: 'orders', Item: {} }))).rejects.toMatchObject({ message: expect.stringContaining('--upstream dynamodb=URL') as string });
  });
});
