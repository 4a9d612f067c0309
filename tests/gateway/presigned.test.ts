import { request } from 'node:http';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, allow, rootKey } from '../clients/aws-clients.ts';
import type { Credentials } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { userOf } from '../protocol/organization.ts';
import { startFauxqsUpstream } from './real-upstreams/fauxqs.ts';
import type { RealUpstream } from './real-upstreams/real-upstream.ts';
import { clientOf } from './scenarios/scenario.ts';

let upstream: RealUpstream;
let server: LocalServer;
let ana: Credentials;
let time = Date.now();

beforeAll(async () => {
  upstream = await startFauxqsUpstream();
  server = await LocalServer.start({ upstreams: { '*': { url: upstream.url } }, now: () => new Date(time) });
  const root = new S3Client({ ...clientOf(server, rootKey), forcePathStyle: true });
  await root.send(new CreateBucketCommand({ Bucket: 'photos' }));
  for (const Key of ['cat.jpg', 'private/dog.jpg']) await root.send(new PutObjectCommand({ Bucket: 'photos', Key, Body: 'content' }));
  ana = await userOf(server, rootKey, 'ana', allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::photos/*.jpg'), { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::photos/private/*' });
});
beforeEach(() => {
  time = Date.now();
});
afterAll(async () => {
  await server.close();
  await upstream.close();
  expect(server.faults).toEqual([]);
});

const signed = (command: GetObjectCommand | PutObjectCommand, expiresIn = 60, as = ana): Promise<string> => getSignedUrl(new S3Client({ ...clientOf(server, as), forcePathStyle: true }), command, { expiresIn });
const cat = (): Promise<string> => signed(new GetObjectCommand({ Bucket: 'photos', Key: 'cat.jpg' }));
const upload = (Key = 'new.jpg'): Promise<string> => signed(new PutObjectCommand({ Bucket: 'photos', Key }));

/** What a browser does with it: the URL alone. */
async function use(url: string, { method = 'GET', body, headers = {} }: { method?: string; body?: string; headers?: Record<string, string> } = {}): Promise<readonly [status: number, text: string]> {
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  return [answer.status, await answer.text()];
}

const refusedWith = (said: string) => [403, expect.stringContaining(said) as string];
const mismatch = '<Code>SignatureDoesNotMatch</Code>';

describe('a presigned URL', () => {
  it('reads, as often as one likes, and parts of it', async () => {
    const url = await cat();
    expect(await use(url)).toEqual([200, 'content']);
    expect(await use(url)).toEqual([200, 'content']);
    expect(await use(url, { headers: { range: 'bytes=1-3' } })).toEqual([206, 'ont']);
  });

  it('writes, with a body that nobody signed', async () => {
    expect((await use(await upload(), { method: 'PUT', body: 'from the browser' }))[0]).toBe(200);
    expect(await use(await signed(new GetObjectCommand({ Bucket: 'photos', Key: 'new.jpg' })))).toEqual([200, 'from the browser']);
  });

  it('has the parameters of its answer signed with it', async () => {
    const url = await signed(new GetObjectCommand({ Bucket: 'photos', Key: 'cat.jpg', ResponseContentType: 'image/jpeg' }));
    expect(await use(url)).toEqual([200, 'content']);
    expect(await use(url.replace('image%2Fjpeg', 'text%2Fhtml'))).toEqual(refusedWith(mismatch));
  });

  it('is no more than its signer', async () => {
    const message = `User: arn:aws:iam::${account}:user/ana is not authorized to perform: s3:GetObject on resource: &quot;arn:aws:s3:::photos/private/dog.jpg&quot; with an explicit deny in an identity-based policy`;
    const [status, text] = await use(await signed(new GetObjectCommand({ Bucket: 'photos', Key: 'private/dog.jpg' })));
    expect([status, text.replaceAll('"', '&quot;')]).toEqual([403, expect.stringContaining(message) as string]);
    expect(await use(await upload('new.txt'), { method: 'PUT', body: 'x' })).toEqual(refusedWith('<Code>AccessDenied</Code>'));
  });

  it('ends when it says so', async () => {
    const url = await cat();
    time += 59_000;
    expect((await use(url))[0]).toBe(200);
    time += 2_000;
    expect(await use(url)).toEqual([403, expect.stringMatching(/<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/) as string]);
  });

  it.each<[name: string, change: (url: string) => string, said?: string]>([
    ['another key', (url) => url.replace('/cat.jpg', '/new.jpg')],
    ['another bucket', (url) => url.replace('/photos/', '/photos2/')],
    ['another spelling of the path', (url) => url.replace('/cat.jpg', '/%63at.jpg')],
    ['a longer life', (url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000')],
    ['a second life', (url) => `${url}&X-Amz-Expires=6000`],
    ['a life without end', (url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=99999999'), 'X-Amz-Expires must be a number of seconds from 0 to 604800.'],
    ['another signature', (url) => url.replace(/(?<=X-Amz-Signature=)./, (digit) => (digit === '0' ? '1' : '0'))],
    ['a signature that is none', (url) => url.replace(/(?<=X-Amz-Signature=)./, 'z'), 'Signature must be 64 hexadecimal digits.'],
    ['no signature', (url) => url.replace(/&?X-Amz-Signature=[0-9a-f]+/, ''), "must include 'X-Amz-Signature'"],
    ['a signature in another spelling', (url) => url.replace('X-Amz-Signature', 'x-amz-signature'), "must include 'X-Amz-Signature'"],
    ['a token of nobody', (url) => `${url}&X-Amz-Security-Token=t`, '<Code>InvalidAccessKeyId</Code>'],
    ['a subresource', (url) => `${url}&acl`],
    ['another version', (url) => `${url}&versionId=1`],
    ['another type of answer', (url) => `${url}&response-content-type=text/html`],
    ['a parameter that nobody knows', (url) => `${url}&utm_source=mail`],
    ['a header of AWS in the query', (url) => `${url}&x-amz-copy-source=photos/private/dog.jpg`],
  ])('with %s is refused', async (_name, change, said = mismatch) => {
    expect(await use(change(await cat()))).toEqual(refusedWith(said));
  });

  it('for reading does not write, nor the other way round', async () => {
    expect(await use(await cat(), { method: 'PUT', body: 'x' })).toEqual(refusedWith(mismatch));
    expect(await use(await cat(), { method: 'DELETE' })).toEqual(refusedWith(mismatch));
    expect(await use(await upload())).toEqual(refusedWith(mismatch));
  });

  it('copies nothing for whoever adds a header that is not signed', async () => {
    for (const [name, value] of [['x-amz-copy-source', 'photos/private/dog.jpg'], ['x-amz-acl', 'public-read'], ['x-amz-tagging', 'a=b']] as const) {
      expect((await use(await upload(), { method: 'PUT', body: '', headers: { [name]: value } }))[0]).toBeGreaterThanOrEqual(400);
    }
  });

  it('is refused beside a signature in the header', async () => {
    expect(await use(await cat(), { headers: { authorization: `AWS4-HMAC-SHA256 Credential=${rootKey.accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}` } })).toEqual(refusedWith('Authorization'));
  });

  it('is for the host that it was made for', async () => {
    const { port, pathname, search } = new URL(await cat());
    const status = await new Promise((resolve, reject) => void request({ host: '127.0.0.1', port, path: `${pathname}${search}`, headers: { host: 'other.example.com' } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject).end());
    expect(status).toBe(403);
  });
});
