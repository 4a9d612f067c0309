import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../../http/raw-request.ts';
import { withHeaders } from './forwarded-head.ts';

/** The head with the length of its body said in exactly one way: what came is framed again as it was, and what has no body says
 * so. Left to itself a client would write a body behind a GET that nothing delimits. */
export function framed(head: RequestHead, incoming: IncomingMessage, body: Uint8Array | 'incoming'): RequestHead {
  const hasLength = head.headers.some(([name]) => name.toLowerCase() === 'content-length');
  if (body !== 'incoming') return hasLength || body.length > 0 ? { ...head, headers: withHeaders(head.headers, { 'content-length': String(body.length) }) } : empty(head);
  if (hasLength) return head;
  // A length that the head has no more is one that changes on the way.
  if (incoming.headers['transfer-encoding'] === undefined && incoming.headers['content-length'] === undefined) return empty(head);
  const { trailer } = incoming.headers;
  return { ...head, headers: [...head.headers, ['Transfer-Encoding', 'chunked'], ...(trailer === undefined ? [] : [['Trailer', trailer] as const])] };
}

const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

const empty = (head: RequestHead): RequestHead => (withoutBody.has(head.method) ? head : { ...head, headers: [...head.headers, ['Content-Length', '0']] });
