import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { signedHead, Wire } from './signed-request.ts';
import type { ToSign } from './signed-request.ts';

let upstream: Server;
let gate: LocalServer;
let connections = 0;

/** A gate in front of a server that does as it is told. */
async function start(onRequest: (request: IncomingMessage, response: ServerResponse) => void, answerTimeout?: number): Promise<void> {
  connections = 0;
  upstream = createServer(onRequest).on('connection', () => connections++);
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  gate = await LocalServer.start({ upstreams: { s3: { url: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`, ...(answerTimeout === undefined ? {} : { answerTimeout }) } } });
}
afterEach(async () => {
  upstream.closeAllConnections();
  upstream.close();
  await gate.close();
  expect(gate.faults).toEqual([]);
});

const head = (request: ToSign): Promise<string> => signedHead(gate.url, rootKey, request);
const get: ToSign = { method: 'GET', path: '/photos/k' };
const put: ToSign = { method: 'PUT', path: '/photos/k' };

async function say(request: ToSign, rest = '\r\n'): Promise<Wire> {
  const wire = new Wire(gate.url);
  wire.write(`${await head(request)}${rest}`);
  return wire;
}

describe('an upstream that takes its time', () => {
  it('longer than it may is answered for with 504, and let go of', async () => {
    let gone = false;
    await start((_request, response) => void response.on('close', () => (gone = true)), 50);
    const wire = await say(get);
    expect(await wire.until(/<\/Error>/)).toMatch(/^HTTP\/1\.1 504 [^]*<Code>ServiceUnavailable<\/Code><Message>The upstream did not answer in time\.<\/Message>/);
    await vi.waitFor(() => expect(gone).toBe(true));
    wire.socket.destroy();
  });

  it('in the middle of its answer is cut off, so that nobody takes half of it for all', async () => {
    await start((_request, response) => void response.writeHead(200, { 'content-length': 100 }).write('half'), 50);
    const answer = await (await say(get)).end();
    expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*half$/);
  });
});

describe('a client that goes away', () => {
  it.each([
    ['while the upstream thinks', () => undefined],
    ['in the middle of the answer', (response: ServerResponse) => void response.writeHead(200, { 'content-length': 1e9 }).write('begun')],
  ])('%s is gone for the upstream, too', async (_name, begin) => {
    let state = 'waiting';
    await start((_request, response) => {
      state = 'begun';
      response.on('close', () => (state = response.writableFinished ? 'finished' : 'broken off'));
      begin(response);
    });
    const wire = await say(get);
    await vi.waitFor(() => expect(state).toBe('begun'));
    wire.socket.destroy();
    await vi.waitFor(() => expect(state).toBe('broken off'));
  });
});

describe('an upstream that goes away', () => {
  it('in the middle of a body is answered for with 502, and the client need not send the rest', async () => {
    await start((request) => void request.once('data', () => request.socket.destroy()));
    const wire = await say(put, 'Content-Length: 1000000\r\n\r\nbegun');
    expect(await wire.end()).toMatch(/^HTTP\/1\.1 502 [^]*Connection: close[^]*<Code>ServiceUnavailable/i);
  });

  it('after an answer to a body that it did not want has answered', async () => {
    await start((_request, response) => void response.writeHead(413, { connection: 'close' }).end('<Error><Code>EntityTooLarge</Code></Error>'));
    const wire = await say(put, 'Content-Length: 1000000\r\n\r\nbegun');
    expect(await wire.until(/<\/Error>/)).toMatch(/^HTTP\/1\.1 413 [^]*EntityTooLarge/);
    wire.socket.destroy();
  });
});

describe('connections to the upstream', () => {
  it('are kept: one is enough for calls one after the other, over one connection of the client or several', async () => {
    await start((request, response) => void request.resume().on('end', () => response.end('answer')));
    for (let call = 0; call < 5; call++) {
      const wire = await say(put, 'Content-Length: 4\r\n\r\nbody');
      await wire.until(/answer$/);
      wire.write(`${await head(get)}Connection: close\r\n\r\n`);
      expect(await wire.end()).toMatch(/answer[^]*answer/);
    }
    expect(connections).toBe(1);
  });

  it('are not kept after a body that is not the one that was signed', async () => {
    await start((request, response) => void request.on('error', () => undefined).resume().on('end', () => response.end('answer')));
    const wrong = await say({ ...put, payload: '0'.repeat(64) }, 'Content-Length: 4\r\n\r\nbody');
    expect(await wrong.until(/<\/Error>/)).toContain('XAmzContentSHA256Mismatch');
    wrong.socket.destroy();
    const right = await say(get, 'Connection: close\r\n\r\n');
    expect(await right.end()).toMatch(/^HTTP\/1\.1 200 [^]*answer$/);
    expect(connections).toBe(2);
  });

  it('that the upstream closed in between are made anew', async () => {
    await start((_request, response) => void response.end('answer', () => setImmediate(() => response.socket?.destroy())));
    for (let call = 0; call < 5; call++) expect(await (await say(get, 'Connection: close\r\n\r\n')).end()).toMatch(/^HTTP\/1\.1 200 [^]*answer$/);
  });

  it('that the upstream closes just when they are used again cost no reading call', async () => {
    const served = new WeakSet<object>();
    await start((request, response) => {
      if (served.has(request.socket)) return void request.socket.destroy();
      served.add(request.socket);
      response.end('answer');
    });
    for (let call = 0; call < 3; call++) expect(await (await say(get, 'Connection: close\r\n\r\n')).end()).toMatch(/^HTTP\/1\.1 200 [^]*answer$/);
    const writing = await say(put, 'Content-Length: 4\r\nConnection: close\r\n\r\nbody');
    expect(await writing.end()).toMatch(/^HTTP\/1\.1 502 /);
  });
});

describe('headers', () => {
  it('by which a call was understood cannot be called those of the connection', async () => {
    let got: IncomingMessage['headers'] = {};
    await start((request, response) => {
      got = request.headers;
      request.resume().on('end', () => response.end('answer'));
    });
    const named = ['content-type', 'content-encoding', 'date', 'x-amz-date', 'authorization', 'host', 'content-length', 'x-amz-content-sha256'];
    const wire = await say(put, `Content-Type: text/plain\r\nContent-Encoding: gzip\r\nDate: today\r\nX-Hop: 1\r\nConnection: X-Hop, ${named.join(', ')}\r\nContent-Length: 4\r\n\r\nbody`);
    await wire.until(/answer$/);
    wire.socket.destroy();
    expect(Object.keys(got)).toEqual(expect.arrayContaining(named));
    expect(got).not.toHaveProperty('x-hop');
  });
});

describe('trailers', () => {
  it('and unknown headers survive in both directions', async () => {
    let got: IncomingMessage | undefined;
    await start((request, response) => {
      got = request;
      request.resume().on('end', () => {
        response.writeHead(299, 'Odd Indeed', ['X-ODD', '1', 'x-odd', '2', 'Trailer', 'X-Sum']);
        response.write('answer');
        response.addTrailers({ 'X-Sum': 'of the answer' });
        response.end();
      });
    });
    const wire = await say(put, 'X-ODD: 1\r\nx-odd: 2\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX-Sum: of the body\r\n\r\n');
    expect(await wire.until(/X-Sum: of the answer\r\n\r\n$/)).toMatch(/^HTTP\/1\.1 299 Odd Indeed\r\nX-ODD: 1\r\nx-odd: 2\r\n/);
    expect(got?.rawHeaders.join('|')).toMatch(/X-ODD\|1\|x-odd\|2/);
    expect(got?.rawTrailers).toEqual(['X-Sum', 'of the body']);
    wire.socket.destroy();
  });

  it('are no way for a header that nobody decided on', async () => {
    let trailers: readonly string[] = [];
    await start((request, response) => {
      request.resume().on('end', () => {
        trailers = request.rawTrailers;
        response.end('answer');
      });
    });
    const smuggled = ['x-amz-copy-source: private/k', 'X-Amz-Acl: public-read', 'x_amz_acl: public-read', 'Authorization: AWS4-HMAC-SHA256 x', 'Host: other', 'Content-Type: text/html', 'X-HTTP-Method-Override: DELETE', 'X-Forwarded-For: 1.2.3.4', 'X-Sum: 1'];
    const wire = await say(put, `Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n4\r\nbody\r\n0\r\n${smuggled.map((line) => `${line}\r\n`).join('')}\r\n`);
    await wire.until(/answer/);
    wire.socket.destroy();
    expect(trailers).toEqual(['X-Sum', '1']);
  });
});
