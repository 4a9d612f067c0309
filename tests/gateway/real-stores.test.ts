import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CompleteMultipartUploadCommand, CopyObjectCommand, CreateBucketCommand, CreateMultipartUploadCommand, DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failure, rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { startFauxqsUpstream } from './real-upstreams/fauxqs.ts';
import { hasMoto, startMoto } from './real-upstreams/moto.ts';
import type { RealUpstream } from './real-upstreams/real-upstream.ts';
import { startS3rver, s3rverKey } from './real-upstreams/s3rver.ts';
import { clientOf } from './scenarios/scenario.ts';

interface Store {
  readonly name: string;
  readonly start: () => Promise<RealUpstream>;
  readonly isThere: boolean;
  /** Whether it verifies signatures, and gets the gate's. */
  readonly verifies?: true;
}

const stores: readonly Store[] = [
  { name: 'fauxqs', start: startFauxqsUpstream, isThere: true },
  { name: 's3rver, which verifies signatures', start: () => startS3rver('photos'), isThere: true, verifies: true },
  { name: "moto (needs moto's server)", start: startMoto, isThere: hasMoto },
];

const text = 'abcdefghij'.repeat(100_000);
const md5 = (data: string): string => createHash('md5').update(data).digest('hex');

describe.each(stores)('$name behind the gate', { timeout: 120_000 }, ({ start, isThere, verifies }) => {
  let store: RealUpstream;
  let gate: LocalServer;
  let s3: S3Client;
  const Bucket = 'photos';
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata: { of: 'ana' } }));
  const read = async (Key: string, more: object = {}): Promise<string | undefined> => (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();

  beforeAll(async () => {
    if (!isThere) return;
    store = await start();
    gate = await LocalServer.start({ upstreams: { s3: { url: store.url, ...(verifies ? { sign: { region: 'us-east-1', ...s3rverKey } } : {}) } } });
    s3 = new S3Client({ ...clientOf(gate, rootKey), forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
    if (!verifies) await s3.send(new CreateBucketCommand({ Bucket }));
  }, 60_000);
  afterAll(async () => {
    if (!isThere) return;
    await gate.close();
    await store.close();
    // Not every store can be asked for tags, which a copy depends on.
    expect(gate.faults.filter((fault) => !fault.includes('the tags of `arn:aws:s3:::photos/copied/from` cannot be had'))).toEqual([]);
  });

  it.runIf(isThere)('keeps what is put, whole, in parts of it and under conditions', async () => {
    const { ETag } = await put('a b/ü+%.txt', text);
    expect(ETag).toBe(`"${md5(text)}"`);
    expect(await read('a b/ü+%.txt')).toBe(text);
    expect(await read('a b/ü+%.txt', { Range: 'bytes=999990-' })).toBe('abcdefghij');
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'a b/ü+%.txt' }))).toMatchObject({ ContentLength: text.length, Metadata: { of: 'ana' } });
    expect((await failure(read('a b/ü+%.txt', { IfNoneMatch: ETag }))).status).toBe(304);
    expect((await failure(read('none'))).code).toBe('NoSuchKey');
  });

  it.runIf(isThere)('keeps what is streamed', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'streamed', Body: Readable.from([Buffer.from(text), Buffer.from(text)]), ContentLength: 2 * text.length }));
    expect(await read('streamed')).toBe(text + text);
  });

  // What verifies signatures here does not verify those of calls to a bucket as S3 does.
  if (verifies) return;
  it.runIf(isThere)('copies, lists, takes uploads in parts, and deletes', async () => {
    await put('copied/from', 'content');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'copied/to', CopySource: `${Bucket}/copied/from` }));
    expect((await failure(read('copied/to', { IfMatch: '"other"' }))).status).toBe(412);
    expect(await read('copied/to')).toBe('content');
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'copied/parts' }));
    const part = 'x'.repeat(5 << 20);
    const Parts = [];
    for (const [index, Body] of [part, 'last'].entries()) Parts.push({ PartNumber: index + 1, ETag: (await s3.send(new UploadPartCommand({ Bucket, Key: 'copied/parts', UploadId, PartNumber: index + 1, Body }))).ETag });
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'copied/parts', UploadId, MultipartUpload: { Parts } }));
    expect(await read('copied/parts', { Range: 'bytes=5242880-' })).toBe('last');
    const listed = async () => ((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'copied/' }))).Contents ?? []).map(({ Key }) => Key);
    expect(await listed()).toEqual(['copied/from', 'copied/parts', 'copied/to']);
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'copied/from' }, { Key: 'copied/parts' }] } }));
    expect(await listed()).toEqual(['copied/to']);
  });
});
