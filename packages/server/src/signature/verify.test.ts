import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRequest } from '../http/raw-request.ts';
import type { CredentialSource } from './credential.ts';
import { SigningKeys } from './signing-key.ts';
import { verifySignature } from './verify.ts';
import type { Verification } from './verify.ts';

const key = { id: 'AKIDEXAMPLEEXAMPLE20', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const now = new Date('2026-03-01T12:00:00Z');

const credentials: CredentialSource<string> = {
  find: (id, token) => {
    if (token === 'expired') return { status: 'expired' };
    return id === key.id && (token === undefined || token === 'token') ? { status: 'active', secret: key.secret, identity: 'somebody' } : { status: 'invalid' };
  },
};

const verify = (request: RawRequest, at = now): Verification<string> =>
  verifySignature(request, request.body, { credentials, keys: new SigningKeys(), services: { iam: 'normalized', service: 'normalized', s3: 'as-sent' }, now: at });

const raw = (parts: Partial<RawRequest>): RawRequest => ({ method: 'GET', target: '/', headers: [], body: new Uint8Array(), sourceIp: '127.0.0.1', secure: false, receivedAt: now, ...parts });

describe('the published test vectors of SigV4', () => {
  // The suite's own credentials and time; signatures as published with it.
  const suite: CredentialSource<string> = { find: () => ({ status: 'active', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', identity: 'suite' }) };
  const at = new Date('2015-08-30T12:36:00Z');
  const scope = 'AKIDEXAMPLEEXAMPLE20/20150830/us-east-1/service/aws4_request';
  const request = (method: string, target: string, extra: readonly (readonly [string, string])[], signed: string, signature: string, body = ''): RawRequest =>
    raw({
      method,
      target,
      headers: [
        ['Host', 'example.amazonaws.com'],
        ...extra,
        ['X-Amz-Date', '20150830T123600Z'],
        ['Authorization', `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${signed}, Signature=${signature}`],
      ],
      body: Buffer.from(body),
    });

  it.each([
    ['get-vanilla', request('GET', '/', [], 'host;x-amz-date', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31')],
    ['get-vanilla-query-order-key-case', request('GET', '/?Param2=value2&Param1=value1', [], 'host;x-amz-date', 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500')],
    ['post-vanilla', request('POST', '/', [], 'host;x-amz-date', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b')],
    [
      'post-x-www-form-urlencoded',
      request('POST', '/', [['Content-Type', 'application/x-www-form-urlencoded']], 'content-type;host;x-amz-date', 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a', 'Param1=value1'),
    ],
  ])('%s verifies', (_name, signed) => {
    const verified = verifySignature(signed, signed.body, { credentials: suite, keys: new SigningKeys(), services: { service: 'normalized' }, now: at });
    expect(verified).toMatchObject({ verified: true, identity: 'suite' });
  });
});

interface Sketch {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly token: boolean;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const parameter = text.filter((name) => name !== '' && !/^x-amz-/i.test(name));
const sketches: fc.Arbitrary<Sketch> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(fc.stringMatching(/^[A-Za-z0-9 _~!$'()*,;=+&@-]{1,8}$/), { maxLength: 3 }).map((parts) => `/${parts.map(encodeURIComponent).join('/')}`),
  // `__proto__` is no key to the objects that the signer keeps a query in.
  query: fc.dictionary(parameter.filter((name) => name !== '__proto__'), fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })), { maxKeys: 4 }),
  headers: fc.dictionary(fc.stringMatching(/^x-amz-meta-[a-z]{1,6}$/), fc.stringMatching(/^[!-~]([ -~]{0,10}[!-~])?$/), { maxKeys: 3 }),
  body: fc.string({ unit: 'grapheme', maxLength: 40 }),
  token: fc.boolean(),
});

const signer = (token: boolean) =>
  new SignatureV4({
    service: 'iam',
    region: 'eu-west-1',
    sha256: Sha256,
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret, ...(token ? { sessionToken: 'token' } : {}) },
  });

const encode = (part: string): string => encodeURIComponent(part.toWellFormed()).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function targetOf(path: string, query: Readonly<Record<string, string | string[] | null>> | undefined): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) => (Array.isArray(value) ? value : [value ?? '']).map((each) => `${encode(name)}=${encode(each)}`));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

async function sign({ method, path, query, headers, body, token }: Sketch): Promise<RawRequest> {
  const signed = await signer(token).sign(
    { method, protocol: 'https:', hostname: 'iam.example.com', path, query: { ...query }, headers: { host: 'iam.example.com', ...headers }, body },
    { signingDate: now },
  );
  return raw({ method, target: targetOf(path, signed.query as Sketch['query']), headers: Object.entries(signed.headers), body: Buffer.from(body) });
}

async function presign({ method, path, query, headers, token }: Sketch): Promise<RawRequest> {
  const signed = await signer(token).presign(
    { method, protocol: 'https:', hostname: 'iam.example.com', path, query: { ...query }, headers: { host: 'iam.example.com', ...headers } },
    { signingDate: now, expiresIn: 60 },
  );
  return raw({ method, target: targetOf(path, signed.query as Sketch['query']), headers: Object.entries(signed.headers) });
}

const hexOther = (signature: string): string => (signature.startsWith('0') ? '1' : '0') + signature.slice(1);

describe('what the AWS SDK signs', () => {
  it('verifies, in the header', async () => {
    await fc.assert(
      fc.asyncProperty(sketches, async (sketch) => {
        expect(verify(await sign(sketch))).toMatchObject({ verified: true, identity: 'somebody', scope: { region: 'eu-west-1', service: 'iam' } });
      }),
      { numRuns: 200 },
    );
  });

  it('verifies, presigned in the query', async () => {
    await fc.assert(
      fc.asyncProperty(sketches, async (sketch) => {
        expect(verify(await presign(sketch))).toMatchObject({ verified: true, presigned: true });
      }),
      { numRuns: 200 },
    );
  });

  it('is refused when any of it is changed', async () => {
    const changes: readonly ((request: RawRequest) => RawRequest)[] = [
      (request) => ({ ...request, method: request.method === 'GET' ? 'PUT' : 'GET' }),
      (request) => ({ ...request, target: `/x${request.target}` }),
      (request) => ({ ...request, target: `${request.target}${request.target.includes('?') ? '&' : '?'}added=1` }),
      (request) => ({ ...request, body: Buffer.concat([request.body, Buffer.from('x')]) }),
      (request) => ({ ...request, headers: request.headers.map(([name, value]) => (name.toLowerCase() === 'host' ? [name, 'other.example.com'] : [name, value])) }),
      (request) => ({ ...request, headers: request.headers.map(([name, value]) => (name.toLowerCase() === 'x-amz-date' ? [name, '20260301T120001Z'] : [name, value])) }),
      (request) => ({ ...request, headers: request.headers.map(([name, value]) => (name.toLowerCase() === 'authorization' ? [name, value.replace('/eu-west-1/', '/eu-west-2/')] : [name, value])) }),
      (request) => ({ ...request, headers: [...request.headers, ['x-amz-added', 'later']] }),
      (request) => ({
        ...request,
        headers: request.headers.map(([name, value]) => (name.toLowerCase() === 'authorization' ? [name, value.replace(/[0-9a-f]{64}$/, hexOther)] : [name, value])),
      }),
    ];
    await fc.assert(
      fc.asyncProperty(sketches, fc.constantFrom(...changes), async (sketch, change) => {
        expect(verify(change(await sign(sketch))).verified).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a signature', () => {
  const sketch: Sketch = { method: 'POST', path: '/', query: {}, headers: {}, body: 'Action=ListUsers', token: false };
  const fault = async (request: Promise<RawRequest> | RawRequest, at = now) => {
    const verified = verify(await request, at);
    return verified.verified ? 'verified' : verified.fault;
  };

  it('is good for a quarter of an hour before and after its time, and no longer (R20.2)', async () => {
    const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
    expect(await fault(sign(sketch), minutes(15))).toBe('verified');
    expect(await fault(sign(sketch), minutes(-15))).toBe('verified');
    expect(await fault(sign(sketch), minutes(15.1))).toBe('mismatch');
    expect(await fault(sign(sketch), minutes(-15.1))).toBe('mismatch');
    expect(await fault(presign(sketch), minutes(1))).toBe('verified');
    expect(await fault(presign(sketch), minutes(1.1))).toBe('expiredRequest');
  });

  it('names its faults as AWS does, and a wrong secret looks like a changed request (R12.9)', async () => {
    expect(await fault(raw({}))).toBe('missing');
    expect(await fault(raw({ headers: [['Authorization', 'Basic abc']] }))).toBe('incomplete');
    const signed = await sign(sketch);
    const withAuthorization = (change: (value: string) => string): RawRequest => ({ ...signed, headers: signed.headers.map(([name, value]) => [name, name.toLowerCase() === 'authorization' ? change(value) : value]) });
    expect(await fault(withAuthorization((value) => value.replace(key.id, 'AKIDUNKNOWNUNKNOWN20')))).toBe('invalidKey');
    expect(await fault(withAuthorization((value) => value.replace('/iam/', '/unknown/')))).toBe('mismatch');
    expect(await fault(withAuthorization((value) => value.replace('/20260301/', '/20260302/')))).toBe('mismatch');
    expect(await fault(withAuthorization((value) => value.replace(/SignedHeaders=[^,]*/, 'SignedHeaders=x-amz-date')))).toBe('incomplete');
    expect(await fault({ ...signed, headers: [...signed.headers, signed.headers.find(([name]) => name.toLowerCase() === 'authorization') ?? ['', '']] })).toBe('incomplete');
  });

  it('covers the hash of the payload that it states, or says that the payload is not signed', async () => {
    const stated = (hash: string) => sign({ ...sketch, headers: { 'x-amz-content-sha256': hash } });
    expect(await fault(stated('UNSIGNED-PAYLOAD'))).toBe('verified');
    const other = await stated('UNSIGNED-PAYLOAD');
    expect(await fault({ ...other, body: Buffer.from('anything') })).toBe('verified');
    expect(await fault({ ...other, headers: other.headers.map(([name, value]) => [name, name === 'x-amz-content-sha256' ? 'b'.repeat(64) : value]) })).toBe('mismatch');
  });

  it('joins repeated headers in their order and folds spaces in them', async () => {
    const signed = await sign({ ...sketch, headers: { 'x-amz-meta-a': 'one,two  three' } });
    const repeated = signed.headers.flatMap(([name, value]): [string, string][] => (name === 'x-amz-meta-a' ? [['X-Amz-Meta-A', ' one'], ['x-amz-meta-a', 'two three ']] : [[name, value]]));
    expect(await fault({ ...signed, headers: repeated })).toBe('verified');
    expect(await fault({ ...signed, headers: [...repeated].reverse() })).toBe('mismatch');
  });
});
