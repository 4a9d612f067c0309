import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { dataFolder, ServerProcess } from '../clients/server-process.ts';
import { memoryDuring, piece, startCountingUpstream, writeAll } from './large-body.ts';
import type { CountingUpstream } from './large-body.ts';
import { signedHead, Wire } from './signed-request.ts';

const pieces = 4_800;
const size = piece.length * pieces;
const bound = 100 << 20;

let upstream: CountingUpstream;
let server: ServerProcess;
const folder = dataFolder();
const head = (request: Parameters<typeof signedHead>[2]) => signedHead(server.url, rootKey, request);

beforeAll(async () => {
  upstream = await startCountingUpstream(pieces);
  server = await ServerProcess.start(folder.path, ['--upstream', `s3=${upstream.url}`]);
});
afterAll(async () => {
  await server.stop();
  folder.remove();
  upstream.close();
});

describe('a body of 300 MB', () => {
  it('goes upstream, its hash verified, in less than 100 MB of memory of the server', async () => {
    const hash = createHash('sha256');
    for (let index = 0; index < pieces; index++) hash.update(piece);
    const text = await head({ method: 'PUT', path: '/photos/k', payload: hash.digest('hex') });
    const { grown } = await memoryDuring(server.adminUrl, async () => {
      const wire = new Wire(server.url);
      wire.write(`${text}Connection: close\r\nContent-Length: ${size}\r\n\r\n`);
      await writeAll(wire, Array.from({ length: pieces }, () => piece));
      expect(await wire.end()).toMatch(/^HTTP\/1\.1 200 /);
    });
    expect(upstream.received()).toBe(size);
    expect(grown).toBeLessThan(bound);
  });

  it('is taken from the upstream no faster than the client reads', async () => {
    const wire = new Wire(server.url);
    wire.socket.pause();
    wire.socket.removeAllListeners('data');
    wire.write(`${await head({ method: 'GET', path: '/photos/k' })}Connection: close\r\n\r\n`);
    await vi.waitFor(() => expect(upstream.sent()).toBeGreaterThan(0));
    let seen = -1;
    // It stands still when every buffer on the way is full.
    await vi.waitFor(
      () => {
        const still = upstream.sent() === seen;
        seen = upstream.sent();
        expect(still).toBe(true);
      },
      { interval: 200, timeout: 10_000 },
    );
    expect(upstream.sent()).toBeLessThan(bound);
    let got = 0;
    const { grown } = await memoryDuring(server.adminUrl, async () => {
      wire.socket.on('data', (data: Buffer) => (got += data.length));
      wire.socket.resume();
      await once(wire.socket, 'close');
    });
    expect(got).toBeGreaterThan(size);
    expect(grown).toBeLessThan(bound);
  });
});
