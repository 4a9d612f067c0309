import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { dataFolder, ServerProcess } from '../clients/server-process.ts';
import { signedHead, Wire } from './signed-request.ts';

const piece = Buffer.alloc(1 << 16, 'x');
const pieces = 4_800;
const size = piece.length * pieces;
const bound = 100 << 20;

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
let server: ServerProcess;
const folder = dataFolder();
const head = (request: Parameters<typeof signedHead>[2]) => signedHead(server.url, rootKey, request);

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  server = await ServerProcess.start(folder.path, ['--upstream', `s3=http://127.0.0.1:${(upstream.address() as AddressInfo).port}`]);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
  upstream.close();
});

/** The memory of the server, which is a process of its own. */
async function residentMemory(): Promise<number> {
  const text = await (await fetch(`${server.adminUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

/** How much memory came on at the most. */
async function growth(work: () => Promise<void>): Promise<number> {
  const before = await residentMemory();
  let most = before;
  let working = true;
  const watching = (async () => {
    while (working) most = Math.max(most, await residentMemory());
  })();
  await work();
  working = false;
  await watching;
  return Math.max(most, await residentMemory()) - before;
}

describe('a body of 300 MB', () => {
  it('goes upstream, its hash verified, in less than 100 MB of memory of the server', async () => {
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
