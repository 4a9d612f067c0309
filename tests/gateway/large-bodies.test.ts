import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { signedHead, Wire } from './signed-request.ts';

const piece = Buffer.alloc(1 << 16, 'x');
const pieces = 4_800;
const size = piece.length * pieces;
/** What client, upstream and server take in one process, collections not yet done included: far from the whole body. */
const bound = size / 2;

let sent = 0;
let received = 0;
const upstream = createServer((request, response) => {
  received = 0;
  request.on('data', (data: Buffer) => (received += data.length));
  request.on('end', () => {
    if (request.method !== 'GET') return void response.end();
    response.setHeader('content-length', size);
    let left = pieces;
    const more = (): void => {
      for (; left > 0; left--) {
        sent += piece.length;
        if (response.write(piece)) continue;
        left--;
        response.once('drain', more);
        return;
      }
      response.end();
    };
    more();
  });
});
let server: RunningServer;
const head = (request: Parameters<typeof signedHead>[2]) => signedHead(server.url, { accessKeyId: server.rootKey.id, secretAccessKey: server.rootKey.secret ?? '' }, request);

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  server = await startServer({ port: 0, adminPort: 0, data: { kind: 'memory' }, upstreams: { s3: { url: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` } } });
});
afterAll(async () => {
  await server.close();
  upstream.close();
});

/** How much memory came on at the most. */
async function growth(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  await work();
  clearInterval(watch);
  return most - before;
}

describe('a body of 300 MB', () => {
  it('goes upstream, its hash verified, in less than half of its size of memory, client and upstream included', async () => {
    const hash = createHash('sha256');
    for (let index = 0; index < pieces; index++) hash.update(piece);
    const text = await head({ method: 'PUT', path: '/photos/k', payload: hash.digest('hex') });
    const grown = await growth(async () => {
      const wire = new Wire(server.url);
      wire.write(`${text}Connection: close\r\nContent-Length: ${size}\r\n\r\n`);
      for (let index = 0; index < pieces; index++) if (!wire.socket.write(piece)) await once(wire.socket, 'drain');
      expect(await wire.end()).toMatch(/^HTTP\/1\.1 200 /);
    });
    expect(received).toBe(size);
    expect(grown).toBeLessThan(bound);
  });

  it('is taken from the upstream no faster than the client reads', async () => {
    const wire = new Wire(server.url);
    wire.socket.pause();
    wire.socket.removeAllListeners('data');
    wire.write(`${await head({ method: 'GET', path: '/photos/k' })}Connection: close\r\n\r\n`);
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    let seen = -1;
    // It stands still when every buffer on the way is full.
    await vi.waitFor(
      () => {
        const still = sent === seen;
        seen = sent;
        expect(still).toBe(true);
      },
      { interval: 200, timeout: 10_000 },
    );
    expect(sent).toBeLessThan(bound);
    let got = 0;
    const grown = await growth(async () => {
      wire.socket.on('data', (data: Buffer) => (got += data.length));
      wire.socket.resume();
      await once(wire.socket, 'close');
    });
    expect(got).toBeGreaterThan(size);
    expect(grown).toBeLessThan(bound);
  });
});
