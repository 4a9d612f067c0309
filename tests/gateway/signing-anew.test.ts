import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { deriveSigningKey } from '../../packages/server/src/signature/signing-key.ts';
import { signedHead, Wire } from './signed-request.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

// Two gates, one behind the other: the second verifies what the first one signs, and knows nobody else.
let upstream: UpstreamServer;
let behind: RunningServer;
let front: RunningServer;

beforeAll(async () => {
  upstream = await startUpstream(({ target }, response) => void response.setHeader('content-type', 'application/x-amz-json-1.0').end(target.startsWith('/photos') ? '' : '{}'));
  behind = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } } });
  const sign = { region: 'us-west-2', accessKeyId: behind.rootKey.id, secretAccessKey: behind.rootKey.secret ?? '' };
  front = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { '*': { url: behind.url, sign } } });
});
afterAll(async () => {
  await front.close();
  await behind.close();
  await upstream.close();
});

const client = () => ({ endpoint: front.url, region: 'eu-west-1', maxAttempts: 1, credentials: { accessKeyId: front.rootKey.id, secretAccessKey: front.rootKey.secret ?? '' } });
const last = () => upstream.received.at(-1);

describe('an upstream that verifies signatures', () => {
  it('gets its own, whatever the payload', async () => {
    const s3 = new S3Client({ ...client(), forcePathStyle: true });
    await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a b/c' }));
    expect(last()?.headers.authorization).toContain(`Credential=${behind.rootKey.id}/`);
    expect(last()?.headers.authorization).toContain('/us-west-2/s3/aws4_request');
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: 'hello' }));
    expect(last()?.body.toString()).toBe('hello');
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: Readable.from(['hello']), ContentLength: 5 }));
    expect(last()?.body.toString()).toMatch(/^5\r\nhello\r\n0\r\nx-amz-checksum-crc32:/);
    await s3.send(new DeleteObjectsCommand({ Bucket: 'photos', Delete: { Objects: [{ Key: 'a' }] } }));
    await new DynamoDBClient(client()).send(new GetItemCommand({ TableName: 'orders', Key: { id: { S: '1' } } }));
    await new LambdaClient(client()).send(new InvokeCommand({ FunctionName: 'f', Payload: Buffer.from('{"a":1}') }));
    expect(last()?.body.toString()).toBe('{"a":1}');
  });

  it.each([
    ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', /^hello$/],
    ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', /^5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n$/],
  ] as const)('gets a body of %s without the signatures of its chunks', async (payload, forwarded) => {
    const key = { accessKeyId: front.rootKey.id, secretAccessKey: front.rootKey.secret ?? '' };
    const trailing = payload.endsWith('TRAILER');
    const headers = { 'x-amz-decoded-content-length': '5', 'content-encoding': 'aws-chunked', ...(trailing ? { 'x-amz-trailer': 'x-amz-checksum-crc32' } : {}) };
    const head = await signedHead(front.url, key, { method: 'PUT', path: '/photos/k', payload, headers });
    const timestamp = /x-amz-date: (\S+)/i.exec(head)?.[1] ?? '';
    const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: 's3' };
    const signing = deriveSigningKey(key.secretAccessKey, scope);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const chain = (kind: string, previous: string, rest: string) => createHmac('sha256', signing).update(`AWS4-HMAC-SHA256-${kind}\n${timestamp}\n${scope.date}/us-east-1/s3/aws4_request\n${previous}\n${rest}`).digest('hex');
    const first = chain('PAYLOAD', /Signature=(\w+)/.exec(head)?.[1] ?? '', `${sha256('')}\n${sha256('hello')}`);
    const final = chain('PAYLOAD', first, `${sha256('')}\n${sha256('')}`);
    const trailer = 'x-amz-checksum-crc32:NhCmhg==';
    const end = trailing ? `${trailer}\r\nx-amz-trailer-signature:${chain('TRAILER', final, sha256(`${trailer}\n`))}\r\n` : '';
    const body = `5;chunk-signature=${first}\r\nhello\r\n0;chunk-signature=${final}\r\n${end}\r\n`;
    const wire = new Wire(front.url);
    wire.write(`${head}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    expect(await wire.end()).toMatch(/^HTTP\/1\.1 200 /);
    expect(last()?.body.toString()).toMatch(forwarded);
  });
});
