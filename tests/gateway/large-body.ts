import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Wire } from './signed-request.ts';

/** An upstream that counts what it gets, and gives as much as it is asked for. */
export interface CountingUpstream {
  readonly url: string;
  /** Bytes of the last body that came. */
  readonly received: () => number;
  /** Bytes that went out in all. */
  readonly sent: () => number;
  close(): void;
}

export const piece = Buffer.alloc(1 << 16, 'x');

/** @param pieces how many of them it answers a GET with */
export async function startCountingUpstream(pieces: number): Promise<CountingUpstream> {
  let [sent, received] = [0, 0];
  const server = createServer((request, response) => {
    received = 0;
    request.on('data', (data: Buffer) => (received += data.length));
    request.on('end', () => {
      if (request.method !== 'GET') return void response.end();
      response.setHeader('content-length', piece.length * pieces);
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received: () => received, sent: () => sent, close: () => void server.close() };
}

/** Writes pieces no faster than they are taken. */
export async function writeAll({ socket }: Wire, pieces: Iterable<string | Uint8Array>): Promise<void> {
  for (const each of pieces) if (!socket.write(each)) await once(socket, 'drain');
}

/** The memory of a server that is a process of its own. */
export async function residentMemory(adminUrl: string): Promise<number> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]);
}

/** How much memory a server has, at the most, while something is done, and how much more that is than before. */
export async function memoryDuring(adminUrl: string, work: () => Promise<void>): Promise<{ readonly most: number; readonly grown: number }> {
  const before = await residentMemory(adminUrl);
  let most = before;
  let working = true;
  const watching = (async () => {
    while (working) most = Math.max(most, await residentMemory(adminUrl));
  })();
  try {
    await work();
  } finally {
    working = false;
    await watching;
  }
  most = Math.max(most, await residentMemory(adminUrl));
  return { most, grown: most - before };
}
