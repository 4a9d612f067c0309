import { CreateBucketCommand, DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { userOf } from '../protocol/organization.ts';
import { LocalAgent } from './local-agent.ts';
import { startFauxqsUpstream } from './real-upstreams/fauxqs.ts';
import type { RealUpstream } from './real-upstreams/real-upstream.ts';
import { startS3rver, s3rverKey } from './real-upstreams/s3rver.ts';
import { clientOf, notAllowed } from './scenarios/scenario.ts';

let stores: readonly RealUpstream[];
let server: LocalServer;
let verified: LocalServer;
let ana: Credentials;

/** A client that names the bucket in the host. */
const named = (at: LocalServer, as: Credentials, host = 's3.localhost'): S3Client => new S3Client({ ...clientOf(at, as), endpoint: `http://${host}:${new URL(at.url).port}`, requestHandler: { httpAgent: new LocalAgent() } });

beforeAll(async () => {
  const [fauxqs, s3rver] = [await startFauxqsUpstream(), await startS3rver('photos')];
  stores = [fauxqs, s3rver];
  server = await LocalServer.start({ upstreams: { s3: { url: fauxqs.url } } });
  verified = await LocalServer.start({ upstreams: { s3: { url: s3rver.url, sign: { region: 'us-east-1', ...s3rverKey } } } });
  for (const Bucket of ['photos', 'private']) await named(server, rootKey).send(new CreateBucketCommand({ Bucket }));
  ana = await userOf(server, rootKey, 'ana', allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:DeleteObject'], ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*']));
});
afterAll(async () => {
  for (const each of [server, verified, ...stores]) await each.close();
  expect([...server.faults, ...verified.faults]).toEqual([]);
});

describe('a bucket in the host', () => {
  it.each(['s3.localhost', 's3.us-east-1.localhost', 's3.us-east-1.localhost.localstack.cloud', 's3.amazonaws.com'])('is the one that is decided on, and the one that is served: %s', async (host) => {
    const s3 = named(server, ana, host);
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a b/ü+%.jpg', Body: host }));
    expect(await (await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a b/ü+%.jpg' }))).Body?.transformToString()).toBe(host);
    expect((await s3.send(new ListObjectsV2Command({ Bucket: 'photos' }))).Contents?.map(({ Key }) => Key)).toEqual(['a b/ü+%.jpg']);
    expect((await s3.send(new DeleteObjectsCommand({ Bucket: 'photos', Delete: { Objects: [{ Key: 'a b/ü+%.jpg' }] } }))).Deleted).toHaveLength(1);
  });

  it('is not the one that its key begins with', async () => {
    const key = 'photos/cat.jpg';
    await named(server, rootKey).send(new PutObjectCommand({ Bucket: 'private', Key: key, Body: 'private' }));
    expect(await failure(named(server, ana).send(new GetObjectCommand({ Bucket: 'private', Key: key })))).toEqual({ code: 'AccessDenied', status: 403, message: notAllowed(`arn:aws:iam::${account}:user/ana`, 's3:GetObject', `"arn:aws:s3:::private/${key}"`) });
    expect(await (await named(server, rootKey).send(new GetObjectCommand({ Bucket: 'private', Key: key }))).Body?.transformToString()).toBe('private');
  });

  it('is signed anew for a store that verifies signatures', async () => {
    const s3 = named(verified, rootKey);
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a/ü b.jpg', Body: 'content' }));
    expect(await (await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a/ü b.jpg', Range: 'bytes=1-3' }))).Body?.transformToString()).toBe('ont');
  });

  it('with a service beside it that is not the one of the signature is refused', async () => {
    for (const host of ['photos.sqs.us-east-1.amazonaws.com', 's3.eu-west-1.amazonaws.com', 'photos.s3-accesspoint.us-east-1.amazonaws.com']) {
      const text = await server.raw(`GET /cat.jpg HTTP/1.1\r\nHost: ${host}\r\nAuthorization: AWS4-HMAC-SHA256 Credential=${ana.accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}\r\nX-Amz-Date: 20260101T000000Z\r\nConnection: close\r\n\r\n`);
      expect(text).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
  });
});

describe('an anonymous request with a bucket in its host', () => {
  const ask = (line: string, host: string): Promise<string> => server.raw(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);

  it.each([
    ['GET /', 'photos.s3.localhost'],
    ['GET /?list-type=2', 'photos.s3.us-east-1.amazonaws.com'],
    ['HEAD /', 'photos.s3.localhost'],
    ['GET /cat.jpg', 'photos.s3.localhost'],
    ['PUT /cat.jpg', 'photos.s3.localhost'],
  ])('is S3\'s to answer, and nobody allows it: %s at %s', async (line, host) => {
    const answer = await ask(line, host);
    expect(answer).toMatch(/^HTTP\/1\.1 403 [^]*x-amz-request-id: /i);
    if (!line.startsWith('HEAD')) expect(answer).toContain('<Code>AccessDenied</Code>');
  });

  it('is still for the services served here where the host names none of others', async () => {
    expect(await ask('GET /', 'localhost')).toContain('MissingAuthenticationToken');
    expect(await ask('GET /', 'sts.us-east-1.amazonaws.com')).toContain('MissingAuthenticationToken');
  });
});
