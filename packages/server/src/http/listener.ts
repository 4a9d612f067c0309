import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RawRequest, RawResponse } from './raw-request.ts';

/** Answers a request. It must not throw: what goes wrong is an answer, too. */
export type RequestHandler = (request: RawRequest) => RawResponse | Promise<RawResponse>;

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Bytes of a body at the most; default 1 MiB. */
  readonly bodyLimit?: number;
  /** Answers a request whose body is larger. */
  readonly tooLarge: RequestHandler;
  readonly now?: () => Date;
}

export interface Listener {
  /** `http://host:port` */
  readonly url: string;
  /** Takes no new connections, lets what is under way end, and resolves when all connections are closed. */
  close(): Promise<void>;
}

const defaultBodyLimit = 1 << 20;
/** How long a client may take for its headers and for a whole request. */
const headersTimeout = 20_000;
const requestTimeout = 60_000;
/** How long a client whose request was cut off may take to read why. */
const lingerTimeout = 2_000;
/** How long answers under way may take after `close`. */
const closeTimeout = 10_000;

/** Listens for HTTP requests and hands them on as they came. */
export async function listen(handler: RequestHandler, options: ListenOptions): Promise<Listener> {
  const server = createServer({ headersTimeout, requestTimeout, keepAliveTimeout: 65_000, maxHeaderSize: 32_768, noDelay: true }, (request, response) => {
    void answer(handler, options, request, response);
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port } = server.address() as AddressInfo;
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), closeTimeout);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function answer(handler: RequestHandler, options: ListenOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, options.bodyLimit ?? defaultBodyLimit);
  if (body === 'aborted') return;
  const raw: RawRequest = {
    method: request.method ?? '',
    target: request.url ?? '/',
    headers: pairs(request.rawHeaders),
    body: body === 'too-large' ? new Uint8Array() : body,
    sourceIp: plainAddress(request.socket.remoteAddress ?? ''),
    secure: 'encrypted' in request.socket,
    receivedAt: options.now?.() ?? new Date(),
  };
  const { status, headers, body: content } = await (body === 'too-large' ? options.tooLarge(raw) : handler(raw));
  if (response.destroyed) return;
  if (body === 'too-large') closeAfter(request, response);
  response.writeHead(status, { ...headers, 'content-length': typeof content === 'string' ? Buffer.byteLength(content) : content.length });
  // A string leaves together with the head, in one write.
  response.end(request.method === 'HEAD' ? undefined : content);
}

/** What was not read of a body that is too large must not be taken for the next request: it is thrown away for as long
 * as an honest client needs to read the answer, and no longer. */
function closeAfter(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
  response.once('finish', () => {
    request.resume();
    const late = setTimeout(() => request.socket.destroy(), lingerTimeout);
    request.socket.once('close', () => clearTimeout(late));
  });
}

function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | 'too-large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      if (size > limit) return;
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.pause();
      resolve('too-large');
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) headers.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return headers;
}

/** IPv4 addresses that came over an IPv6 socket, as they are. */
const plainAddress = (address: string): string => (address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address);
