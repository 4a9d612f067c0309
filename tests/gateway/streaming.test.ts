import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { signedHead, Wire } from './signed-request.ts';
import type { Key, ToSign } from './signed-request.ts';
import { startUpstream } from './upstream-server.ts';
import type { UpstreamServer } from './upstream-server.ts';

let upstream: UpstreamServer;
let server: RunningServer;
let key: Key;

beforeAll(async () => {
  upstream = await startUpstream((request, response) => {
    if (request.method !== 'GET') return void response.end();
    response.writeHead(200, 'Fine', ['X-UnKnown', 'a', 'x-unknown', 'b', 'Trailer', 'X-After']);
    response.write('first ');
    response.addTrailers({ 'X-After': 'behind' });
    response.end('last');
  });
  server = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { s3: { url: upstream.url } } });
  key = { accessKeyId: server.rootKey.id, secretAccessKey: server.rootKey.secret ?? '' };
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

const head = (request: ToSign, as = key) => signedHead(server.url, as, request);
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const put = (payload?: string, headers?: Record<string, string>): ToSign => ({ method: 'PUT', path: '/photos/k', ...(payload === undefined ? {} : { payload }), ...(headers ? { headers } : {}) });

/** Sends, and tells what came back when the connection is closed or the answer has ended. */
async function exchange(text: string): Promise<string> {
  const wire = new Wire(server.url);
  wire.write(text);
  const answer = await wire.until(/\r\n\r\n/);
  wire.socket.destroy();
  return answer;
}

describe('a body', () => {
  it('whose hash is signed goes on when it is that one', async () => {
    const before = upstream.received.length;
    expect(await exchange(`${await head(put(hashOf('hello')))}Content-Length: 5\r\n\r\nhello`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(upstream.received.slice(before).map(({ body }) => body.toString())).toEqual(['hello']);
  });

  it.each(['Content-Length: 5\r\n\r\nhellO', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhellO\r\n0\r\n\r\n', 'Content-Length: 0\r\n\r\n'])('whose hash is another never reaches the upstream whole: %j', async (rest) => {
    const before = upstream.received.length;
    const answer = await exchange(`${await head(put(hashOf('hello')))}${rest}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(upstream.received.length).toBe(before);
    const wire = new Wire(server.url);
    wire.write(`${await head(put(hashOf('hello')))}${rest}`);
    expect(await wire.until(/<\/Error>/)).toContain('<Code>XAmzContentSHA256Mismatch</Code>');
    wire.socket.destroy();
  });

  it('with a broken chunk is cut off in the middle', async () => {
    const before = upstream.received.length;
    const request = put('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', { 'x-amz-decoded-content-length': '5', 'content-encoding': 'aws-chunked' });
    const body = `5;chunk-signature=${'0'.repeat(64)}\r\nhello\r\n0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`;
    const wire = new Wire(server.url);
    wire.write(`${await head(request)}Content-Length: ${body.length}\r\n\r\n${body}`);
    expect(await wire.until(/<\/Error>/)).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect(upstream.received.length).toBe(before);
    wire.socket.destroy();
  });

  it('is asked for after the decision, and not of who is refused', async () => {
    const allowed = new Wire(server.url);
    allowed.write(`${await head(put())}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`);
    expect(await allowed.until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    allowed.write('hello');
    expect(await allowed.until(/200 OK/)).toContain('HTTP/1.1 200 OK');
    allowed.socket.destroy();
    const refused = new Wire(server.url);
    refused.write(`${await head(put(), { ...key, secretAccessKey: 'another one' })}Expect: 100-continue\r\nContent-Length: 5\r\n\r\n`);
    expect(await refused.end()).toMatch(/^HTTP\/1\.1 403 [^]*Connection: close[^]*<Code>SignatureDoesNotMatch/i);
  });

  it('ends at the upstream when its client goes away', async () => {
    const [begun, broken, received] = [upstream.begun(), upstream.broken(), upstream.received.length];
    const wire = new Wire(server.url);
    wire.write(`${await head(put())}Content-Length: 500\r\n\r\nhello`);
    await vi.waitFor(() => expect(upstream.begun()).toBe(begun + 1));
    wire.socket.destroy();
    await vi.waitFor(() => expect(upstream.broken()).toBe(broken + 1));
    expect(upstream.received.length).toBe(received);
  });

  it('leaves nothing behind on a connection that is used again', async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error): void => void warnings.push(warning);
    process.on('warning', onWarning);
    const wire = new Wire(server.url);
    for (let round = 1; round <= 20; round++) {
      wire.write(`${await head(put())}Content-Length: 5\r\n\r\nhello`);
      await wire.until(new RegExp(`(?:200 OK[^]*){${round}}`));
    }
    wire.socket.destroy();
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('keeps its trailers, and unknown headers keep order, spelling and repeats', async () => {
    const headers = `${await head(put())}X-Odd: 1\r\nx-ODD: 2\r\nConnection: keep-alive, X-Hop\r\nX-Hop: gone\r\nX-Forwarded-Host: evil\r\nTrailer: X-After\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expect(await exchange(`${headers}5\r\nhello\r\n0\r\nX-After: yes\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    const got = upstream.received.at(-1);
    expect(got?.trailers).toEqual({ 'x-after': 'yes' });
    const odd = got?.rawHeaders.filter((_, index, all) => /^x-odd$/i.test(all[index - (index % 2)] ?? ''));
    expect(odd).toEqual(['X-Odd', '1', 'x-ODD', '2']);
    expect(got?.headers).not.toHaveProperty('x-hop');
    expect(got?.headers).not.toHaveProperty('x-forwarded-host');
  });

  it('behind a GET is delimited for the upstream, too', async () => {
    const before = upstream.received.length;
    const smuggled = 'DELETE /photos/other HTTP/1.1\r\nHost: x\r\n\r\n';
    await exchange(`${await head({ method: 'GET', path: '/photos/k' })}Transfer-Encoding: chunked\r\n\r\n${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`);
    expect(upstream.received.slice(before).map(({ method, target }) => `${method} ${target}`)).toEqual(['GET /photos/k']);
  });
});

describe('an answer', () => {
  it('comes back with its status, headers and trailers', async () => {
    const wire = new Wire(server.url);
    wire.write(`${await head({ method: 'GET', path: '/photos/k' })}\r\n`);
    const answer = await wire.until(/X-After: behind\r\n\r\n/);
    wire.socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 200 Fine\r\n/);
    expect(answer).toContain('X-UnKnown: a\r\nx-unknown: b\r\n');
    expect(answer).toContain('Trailer: X-After\r\n');
  });

  it('to HEAD has no body, when it is a refusal as well', async () => {
    const wire = new Wire(server.url);
    wire.write(`${await head({ method: 'HEAD', path: '/photos/k' }, { ...key, secretAccessKey: 'another one' })}Connection: close\r\n\r\n`);
    expect(await wire.end()).toMatch(/^HTTP\/1\.1 403 [^]*\r\n\r\n$/);
  });
});

describe('an upstream that fails', () => {
  const through = async (url: string): Promise<string> => {
    const other = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { s3: { url } } });
    const wire = new Wire(other.url);
    wire.write(`${await signedHead(other.url, { accessKeyId: other.rootKey.id, secretAccessKey: other.rootKey.secret ?? '' }, { method: 'GET', path: '/photos/k' })}Connection: close\r\n\r\n`);
    const answer = await wire.end();
    await other.close();
    return answer;
  };

  it('is answered for in the form of the service: 503 where it is not there, 502 where it breaks off or talks nonsense', async () => {
    for (const [said, status] of [[undefined, 503], ['', 502], ['nonsense\r\n\r\n', 502]] as const) {
      const raw = createServer((socket) => socket.on('data', () => socket.end(said ?? '')).on('error', () => undefined));
      await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
      const { port } = raw.address() as AddressInfo;
      if (said === undefined) await new Promise((resolve) => raw.close(resolve));
      expect(await through(`http://127.0.0.1:${port}`)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*<Code>ServiceUnavailable</Code>`));
      raw.close();
    }
  });

  it('and has closed all the connections that are kept is asked once more, on a new one', async () => {
    const waiting: Socket[] = [];
    const kept = new Set<Socket>();
    let attempts = 0;
    const answer = (socket: Socket): void => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const raw = createServer((socket) =>
      socket.on('error', () => undefined).on('data', () => {
        attempts++;
        if (kept.has(socket)) return void socket.resetAndDestroy();
        if (kept.size > 0) return answer(socket);
        if (waiting.push(socket) < 12) return;
        for (const each of waiting) answer(each);
      }),
    );
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const other = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { s3: { url: `http://127.0.0.1:${(raw.address() as AddressInfo).port}` } } });
    const get = await signedHead(other.url, { accessKeyId: other.rootKey.id, secretAccessKey: other.rootKey.secret ?? '' }, { method: 'GET', path: '/photos/k' });
    const ask = async (): Promise<string> => {
      const wire = new Wire(other.url);
      wire.write(`${get}Connection: close\r\n\r\n`);
      return wire.end();
    };
    await Promise.all(Array.from({ length: 12 }, ask));
    for (const socket of waiting) kept.add(socket);
    attempts = 0;
    expect(await ask()).toMatch(/^HTTP\/1\.1 200 /);
    expect(attempts).toBe(2);
    await other.close();
    raw.close();
  });

  it('and breaks off in its answer breaks off for the client, too', async () => {
    const raw = createServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')).on('error', () => undefined));
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const answer = await through(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(answer).not.toContain('HTTP/1.1 5');
    raw.close();
  });
});

describe('a request that two servers could read differently', () => {
  it.each([
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
    ['a folded header', 'X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n'],
    ['a space before the colon', 'Content-Length : 5\r\n\r\nhello'],
    ['another transfer encoding', 'Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n'],
    ['chunks that are none to others', 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['two hosts', 'Host: other\r\nContent-Length: 0\r\n\r\n'],
  ])('is refused: %s', async (_name, rest) => {
    const before = upstream.begun();
    const wire = new Wire(server.url);
    wire.write(`${await head(put())}Connection: close\r\n${rest}`);
    const answer = await wire.end();
    expect({ answer: answer.slice(0, 12), begun: upstream.begun() }).toEqual({ answer: 'HTTP/1.1 400', begun: before });
  });
});
