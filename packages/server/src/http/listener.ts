import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awaitBody, readBody, respond } from './exchange.ts';
import type { Exchange, StreamingHandler } from './exchange.ts';
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
  /** Goes first, with the bodies still on their way. */
  readonly streaming?: StreamingHandler;
  readonly now?: () => Date;
}

export interface Listener {
  /** `http://host:port` */
  readonly url: string;
  /** Takes no new connections, lets what is under way end, and resolves when all connections are closed. */
  close(): Promise<void>;
}

const defaultBodyLimit = 1 << 20;
/** How long a client may take for its headers, and for a whole request that is not streamed. */
const headersTimeout = 20_000;
const requestTimeout = 60_000;
/** How long answers under way may take after `close`. */
const closeTimeout = 10_000;

/** Listens for HTTP requests and hands them on as they came. */
export async function listen(handler: RequestHandler, options: ListenOptions): Promise<Listener> {
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => void answer(handler, options, exchangeOf(request, response, options, false));
  const server = createServer({ headersTimeout, requestTimeout: 0, keepAliveTimeout: 65_000, maxHeaderSize: 32_768, noDelay: true }, onRequest);
  // The body is asked for when it is wanted, and not of who is refused.
  server.on('checkContinue', (request, response) => void answer(handler, options, exchangeOf(request, response, options, true)));
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

const exchangeOf = (incoming: IncomingMessage, outgoing: ServerResponse, { now }: ListenOptions, waits: boolean): Exchange => ({
  method: incoming.method ?? '',
  target: incoming.url ?? '/',
  headers: pairs(incoming.rawHeaders),
  sourceIp: plainAddress(incoming.socket.remoteAddress ?? ''),
  secure: 'encrypted' in incoming.socket,
  receivedAt: now?.() ?? new Date(),
  waits,
  incoming,
  outgoing,
});

async function answer(handler: RequestHandler, options: ListenOptions, exchange: Exchange): Promise<void> {
  const { incoming: request, outgoing: response } = exchange;
  if (isAmbiguous(exchange)) {
    response.shouldKeepAlive = false;
    respond(request, response, { status: 400, headers: {}, body: '' });
    return;
  }
  if (options.streaming?.claims(exchange)) return options.streaming.handle(exchange);
  awaitBody(exchange);
  // Bodies that stream may take their time; those that are read as a whole may not.
  const late = setTimeout(() => request.socket.destroy(), requestTimeout);
  const body = await readBody(request, options.bodyLimit ?? defaultBodyLimit);
  clearTimeout(late);
  if (body === 'aborted') return;
  const answered = body === 'too-large' ? options.tooLarge(withBody(exchange, new Uint8Array())) : handler(withBody(exchange, body));
  respond(request, response, await answered);
}

/** The same request, of which it is known already what was read of its head. */
const withBody = (exchange: Exchange, body: Uint8Array): RawRequest => Object.assign(exchange, { body });

/** What node's parser lets pass, and the next server may read differently: several hosts, encodings of the transfer besides
 * chunks. */
function isAmbiguous({ headers }: Exchange): boolean {
  let hosts = 0;
  const encodings: string[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (lower === 'host') hosts++;
    else if (lower === 'transfer-encoding') encodings.push(value.toLowerCase());
  }
  return hosts > 1 || encodings.length > 1 || (encodings[0] ?? 'chunked') !== 'chunked';
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) headers.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return headers;
}

/** IPv4 addresses that came over an IPv6 socket, as they are. */
const plainAddress = (address: string): string => (address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address);
