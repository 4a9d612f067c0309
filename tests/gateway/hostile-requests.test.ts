import { posix } from 'node:path';
import fc from 'fast-check';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { signedHead, Wire } from './signed-request.ts';
import type { Key } from './signed-request.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

let upstream: UpstreamServer;
let server: RunningServer;
let key: Key;
const faults: string[] = [];

beforeAll(async () => {
  upstream = await startUpstream();
  server = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } }, onFault: (message) => void faults.push(message) });
  const iam = new IAMClient({ endpoint: server.url, region: 'us-east-1', credentials: { accessKeyId: server.rootKey.id, secretAccessKey: server.rootKey.secret ?? '' } });
  await iam.send(new CreateUserCommand({ UserName: 'guest' }));
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/public/*' }] };
  await iam.send(new PutUserPolicyCommand({ UserName: 'guest', PolicyName: 'read', PolicyDocument: JSON.stringify(policy) }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'guest' }));
  key = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

async function say(bytes: string | Uint8Array): Promise<string> {
  const wire = new Wire(server.url);
  wire.write(bytes);
  wire.socket.end();
  return wire.end();
}

const piece = fc.constantFrom('public', 'private', 'photos', '..', '.', '%2e%2e', '%2E', '/', '//', '%2F', '%2f', '%5c', '\\', '%00', '%', ';', '?', '&', '=', 'acl', 'x', '+', '%20', '%252e', 'ü', '#', '@', ':');
const line = fc.constantFrom(
  'Host: other.example.com', 'Host: private.s3.amazonaws.com', 'X-Amz-Target: DynamoDB_20120810.GetItem', 'X-Amz-Copy-Source: /private/k', 'X-HTTP-Method-Override: DELETE', 'Content-Length: 3', 'Content-Length: 0', 'Transfer-Encoding: chunked',
  'Transfer-Encoding: identity', 'Content-Type: application/x-www-form-urlencoded', 'X-Original-URL: /private/k', 'X-Amz-Security-Token: t', 'Authorization: AWS4-HMAC-SHA256 x', 'Expect: 100-continue', 'Upgrade: h2c', 'Connection: Upgrade, X-Amz-Date', 'Range: bytes=0-1', 'A: b', ' folded',
);

describe('a hostile request', () => {
  it('of random bytes, or unsigned, is answered or cut off, and never reaches the upstream', async () => {
    const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'CONNECT', 'TRACE', 'PATCH', 'PROPFIND', 'get', 'A B');
    const request = fc.record({ method, target: fc.array(piece, { maxLength: 8 }), lines: fc.array(line, { maxLength: 6 }), body: fc.string({ maxLength: 40 }) });
    const text = request.map(({ method, target, lines, body }) => Buffer.from(`${method} /${target.join('')} HTTP/1.1\r\nHost: localhost\r\n${lines.map((each) => `${each}\r\n`).join('')}\r\n${body}`));
    const before = upstream.begun();
    await fc.assert(fc.asyncProperty(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), async (bytes) => void (await say(bytes))), { numRuns: 300 });
    expect(upstream.begun()).toBe(before);
    expect(await say('GET /photos/k HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
    expect(faults).toEqual([]);
  });

  it('that is signed well reaches the upstream as what was allowed, and as nothing else', async () => {
    const path = fc.array(piece, { maxLength: 6 }).map((pieces) => `/photos/public/${pieces.join('')}`);
    const methods = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'PUT', 'DELETE');
    await fc.assert(
      fc.asyncProperty(methods, path, fc.array(line, { maxLength: 2 }), async (method, raw, lines) => {
        const bare = raw.split('?', 1)[0] ?? '';
        fc.pre(!bare.includes('#'));
        const seen = upstream.received.length;
        const head = await signedHead(server.url, key, { method, path: bare });
        await say(`${head}${lines.map((each) => `${each}\r\n`).join('')}Connection: close\r\n\r\n`);
        for (const got of upstream.received.slice(seen)) {
          expect(['GET', 'HEAD']).toContain(got.method);
          expect(got.target.startsWith('/photos/public/')).toBe(true);
          expect(got.target).not.toContain('?');
          // Nor does a reader that decodes and normalises see anything else in it.
          expect(posix.normalize(decodeURIComponent(got.target)).startsWith('/photos/public/')).toBe(true);
          for (const name of ['x-amz-target', 'x-amz-copy-source', 'x-http-method-override', 'x-original-url', 'upgrade']) expect(got.headers).not.toHaveProperty(name);
        }
      }),
      { numRuns: 300 },
    );
    expect(upstream.received.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  });
});
