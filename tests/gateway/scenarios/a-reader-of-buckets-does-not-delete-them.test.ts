import { CopyObjectCommand, CreateBucketCommand, DeleteBucketCommand, DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, allow, failure, rootKey } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { userOf } from '../../protocol/organization.ts';
import { startFauxqsUpstream } from '../real-upstreams/fauxqs.ts';
import type { RealUpstream } from '../real-upstreams/real-upstream.ts';
import { clientOf, notAllowed } from './scenario.ts';

let upstream: RealUpstream;
let server: LocalServer;
let root: S3Client;
let reader: S3Client;
const me = `arn:aws:iam::${account}:user/reader`;

beforeAll(async () => {
  upstream = await startFauxqsUpstream();
  server = await LocalServer.start({ upstreams: { s3: { url: upstream.url } } });
  root = new S3Client({ ...clientOf(server, rootKey), forcePathStyle: true });
  for (const Bucket of ['photos', 'empty']) await root.send(new CreateBucketCommand({ Bucket }));
  for (const Key of ['2026/cat 1.jpg', '2026/ü+%.jpg']) await root.send(new PutObjectCommand({ Bucket: 'photos', Key, Body: `this is ${Key}` }));
  const credentials = await userOf(server, rootKey, 'reader', allow(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*', 'arn:aws:s3:::empty']));
  reader = new S3Client({ ...clientOf(server, credentials), forcePathStyle: true });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

describe('a reader of S3', () => {
  it('lists, reads and asks for heads, whatever the keys are', async () => {
    const { Contents } = await reader.send(new ListObjectsV2Command({ Bucket: 'photos', Prefix: '2026/' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['2026/cat 1.jpg', '2026/ü+%.jpg']);
    for (const { Key } of Contents ?? []) {
      expect(await (await reader.send(new GetObjectCommand({ Bucket: 'photos', Key }))).Body?.transformToString()).toBe(`this is ${Key}`);
      expect((await reader.send(new HeadObjectCommand({ Bucket: 'photos', Key }))).ContentLength).toBe(Buffer.byteLength(`this is ${Key}`));
    }
    const part = await reader.send(new GetObjectCommand({ Bucket: 'photos', Key: '2026/cat 1.jpg', Range: 'bytes=5-6' }));
    expect([part.$metadata.httpStatusCode, part.ContentRange, await part.Body?.transformToString()]).toEqual([206, 'bytes 5-6/22', 'is']);
  });

  it.each<[name: string, call: () => Promise<unknown>, action: string, resource: string]>([
    ['a bucket', () => reader.send(new DeleteBucketCommand({ Bucket: 'empty' })), 's3:DeleteBucket', 'arn:aws:s3:::empty'],
    ['an object', () => reader.send(new DeleteObjectCommand({ Bucket: 'photos', Key: '2026/cat 1.jpg' })), 's3:DeleteObject', 'arn:aws:s3:::photos/2026/cat 1.jpg'],
    ['several objects', () => reader.send(new DeleteObjectsCommand({ Bucket: 'photos', Delete: { Objects: [{ Key: 'a' }, { Key: 'b' }] } })), 's3:DeleteObject', 'arn:aws:s3:::photos/a'],
  ])('is refused to delete %s', async (_name, call, action, resource) => {
    expect(await failure(call())).toEqual({ code: 'AccessDenied', status: 403, message: notAllowed(me, action, `"${resource}"`) });
  });

  it('is refused to write, to copy over, and to give itself more', async () => {
    expect((await failure(reader.send(new PutObjectCommand({ Bucket: 'photos', Key: 'k', Body: 'x' })))).message).toBe(notAllowed(me, 's3:PutObject', '"arn:aws:s3:::photos/k"'));
    expect((await failure(reader.send(new CopyObjectCommand({ Bucket: 'photos', Key: 'k', CopySource: 'photos/2026/cat%201.jpg' })))).message).toBe(notAllowed(me, 's3:PutObject', '"arn:aws:s3:::photos/k"'));
    expect((await failure(reader.send(new PutBucketPolicyCommand({ Bucket: 'photos', Policy: '{}' })))).message).toBe(notAllowed(me, 's3:PutBucketPolicy', '"arn:aws:s3:::photos"'));
  });

  it('leaves all as it was, and its owner deletes the empty bucket', async () => {
    expect((await root.send(new ListObjectsV2Command({ Bucket: 'photos' }))).KeyCount).toBe(2);
    await root.send(new DeleteBucketCommand({ Bucket: 'empty' }));
    expect((await failure(reader.send(new ListObjectsV2Command({ Bucket: 'empty' })))).code).toBe('NoSuchBucket');
  });
});
