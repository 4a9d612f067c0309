import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest, RawResponse, RequestHead } from './raw-request.ts';

/** How long a client whose request was cut off may take to read why. */
const lingerTimeout = 2_000;

/** A request whose body is still on its way, and the answer that is not begun yet. */
export interface Exchange extends Omit<RawRequest, 'body'> {
  /** Whether the client waits with its body until it is asked for it (`Expect: 100-continue`). */
  readonly waits: boolean;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** Takes requests before their bodies are read. */
export interface StreamingHandler {
  /** Whether a request is its to answer. */
  claims(head: RequestHead): boolean;
  /** Answers a request; never throws. */
  handle(exchange: Exchange): Promise<void>;
}

/** Tells a client that waits with its body to send it. */
export function awaitBody({ waits, outgoing }: Exchange): void {
  if (waits) outgoing.writeContinue();
}

/** The whole body, where it is not larger than `limit` bytes. */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | 'too-large' | 'aborted'> {
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

/** Answers with what is at hand. A body that was not read to its end ends the connection. */
export function respond(request: IncomingMessage, response: ServerResponse, { status, headers, body }: RawResponse): void {
  if (response.destroyed || response.headersSent) return;
  if (isUnread(request)) closeAfter(request, response);
  response.writeHead(status, { ...headers, 'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.length });
  // A string leaves together with the head, in one write.
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Whether a request comes with a body. */
export const hasBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';

/** Whether something of the body is still to come. */
export const isUnread = (request: IncomingMessage): boolean => !request.complete && hasBody(request);

/** What was not read of a body must not be taken for the next request: it is thrown away for as long as an honest client
 * needs to read the answer, and no longer. */
export function closeAfter(request: IncomingMessage, response: ServerResponse): void {
  response.shouldKeepAlive = false;
  response.once('finish', () => {
    request.resume();
    const late = setTimeout(() => request.socket.destroy(), lingerTimeout);
    request.socket.once('close', () => clearTimeout(late));
  });
}
