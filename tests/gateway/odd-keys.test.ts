import { CopyObjectCommand, DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allow, failure, rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { userOf } from '../protocol/organization.ts';
import { clientOf } from './scenarios/scenario.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

let upstream: UpstreamServer;
let server: LocalServer;
let s3: S3Client;

beforeAll(async () => {
  upstream = await startUpstream(({ target, headers }, response) => {
    const answer = headers['x-amz-copy-source'] !== undefined ? '<CopyObjectResult/>' : target.includes('delete') ? '<DeleteResult/>' : target.includes('tagging') ? '<Tagging><TagSet/></Tagging>' : '';
    response.setHeader('content-type', 'application/xml').end(answer);
  });
  server = await LocalServer.start({ upstreams: { s3: { url: upstream.url } } });
  s3 = new S3Client({ ...clientOf(server, await userOf(server, rootKey, 'ana', allow('s3:*', 'arn:aws:s3:::photos/public/*'))), forcePathStyle: true });
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

const Bucket = 'photos';
const ways: Readonly<Record<string, (key: string) => Promise<unknown>>> = {
  read: (Key) => s3.send(new GetObjectCommand({ Bucket, Key })),
  written: (Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' })),
  copied: (key) => s3.send(new CopyObjectCommand({ Bucket, Key: 'public/copy', CopySource: `photos/${encodeURIComponent(key)}` })),
  'copied in part': (key) => s3.send(new UploadPartCopyCommand({ Bucket, Key: 'public/copy', PartNumber: 1, UploadId: 'u', CopySource: `photos/${key.split('/').map(encodeURIComponent).join('/')}` })),
  'deleted among others': (key) => s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'public/a' }, { Key: key }] } })),
};

describe('an object whose key some stores take for another one', () => {
  it.each(Object.keys(ways).flatMap((way) => ['public/../private/k', 'public/./k', 'public//secret', 'public//', 'public/..\\..\\private\\k', 'public/a\\b'].map((key) => [way, key] as const)))('is not %s: %s', async (way, key) => {
    const before = upstream.begun();
    expect((await failure(ways[way]?.(key) ?? Promise.resolve())).message).toMatch(/^The gate does not forward what it does not understand: /);
    expect(upstream.begun()).toBe(before);
  });

  it.each(Object.keys(ways))('is another thing than one whose key looks odd alone, which is %s', async (way) => {
    for (const key of ['public/a/', 'public/a..b', 'public/...', 'public/..a', 'public/ a', 'public/%2e%2e', 'public/a;b', 'public/ü']) await ways[way]?.(key);
    expect(upstream.begun()).toBeGreaterThan(0);
  });
});
