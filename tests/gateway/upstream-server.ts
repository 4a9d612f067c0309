import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as an upstream got it. */
export interface Received {
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly trailers: IncomingMessage['trailers'];
}

export interface UpstreamServer {
  readonly url: string;
  /** What came whole. */
  readonly received: Received[];
  /** Requests that broke off before their end. */
  readonly broken: () => number;
  /** Heads that arrived. */
  readonly begun: () => number;
  close(): Promise<void>;
}

type Answer = (request: Received, response: ServerResponse) => void;

/** An upstream that verifies nothing, and tells what reached it. */
export async function startUpstream(answer: Answer = (_request, response) => void response.end()): Promise<UpstreamServer> {
  const received: Received[] = [];
  let broken = 0;
  let begun = 0;
  const server = createServer((request, response) => {
    begun++;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => broken++);
    request.on('end', () => {
      const whole = { method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders, headers: request.headers, body: Buffer.concat(chunks), trailers: request.trailers };
      received.push(whole);
      answer(whole, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    broken: () => broken,
    begun: () => begun,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
