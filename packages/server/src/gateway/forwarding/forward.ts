import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { closeAfter, hasBody, isUnread, respond } from '../../http/exchange.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { RequestHead } from '../../http/raw-request.ts';
import { readAnswer, wholeAnswer } from './answer-reader.ts';
import type { AnswerReader } from './answer-reader.ts';
import { endToEnd, headerPairs, isTrailer } from './forwarded-head.ts';
import { framed } from './framing.ts';
import { pass } from './passage.ts';
import { HeldBack, PayloadError } from './payload-check.ts';
import type { PayloadCheck } from './payload-check.ts';
import type { Upstream } from './upstreams.ts';

/** Why nothing came back from an upstream. */
export class UpstreamError extends Error {
  /** 502 it answered nonsense or broke off, 503 it cannot be reached, 504 it takes too long. */
  readonly status: 502 | 503 | 504;

  constructor(status: UpstreamError['status'], message: string) {
    super(message);
    this.name = 'UpstreamError';
    this.status = status;
  }
}

export interface Forwarding {
  /** Complete, with the upstream's host. */
  readonly head: RequestHead;
  /** What was read already, or `incoming`: it passes. */
  readonly body: Uint8Array | 'incoming';
  readonly check: PayloadCheck | undefined;
  readonly reader: AnswerReader | undefined;
}

/** How long a client may pause within a body. */
const idleTimeout = 120_000;

const unreachable: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** Sends a request upstream and its answer back, piece by piece in both directions, no faster than the slower side takes them.
 * @returns when all is done, also where the client went away
 * @throws PayloadError the body is not what was signed; the upstream never got all of it
 * @throws UpstreamError nothing has been answered yet */
export async function forward(exchange: Exchange, upstream: Upstream, forwarding: Forwarding, connection: 'kept' | 'fresh' = 'kept'): Promise<void> {
  const { incoming, outgoing } = exchange;
  const sent = open(connection === 'kept' ? upstream : { ...upstream, agent: false }, framed(forwarding.head, incoming, forwarding.body));
  const onGone = (): void => {
    if (!outgoing.writableFinished) sent.destroy();
  };
  outgoing.once('close', onGone);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.on('error', reject);
    sent.setTimeout(upstream.answerTimeout, () => sent.destroy(new UpstreamError(504, 'The upstream did not answer in time.')));
  });
  const body = send(incoming, sent, forwarding);
  // Whichever fails first is the reason; the other one follows from it.
  const failed = body.then(() => answered, (error: unknown) => (error instanceof PayloadError ? Promise.reject(error) : answered));
  try {
    const answer = await Promise.race([answered, failed]);
    if (isUnread(incoming)) closeAfter(incoming, outgoing);
    await answerWith(answer, exchange, forwarding.reader);
    await body.catch(ignoreAfterAnswer);
  } catch (error) {
    sent.destroy();
    await Promise.allSettled([body, answered]);
    if (outgoing.headersSent || outgoing.destroyed) {
      // The client must not take for whole what broke off.
      outgoing.destroy();
      if (error instanceof PayloadError) throw error;
      return;
    }
    if (error instanceof PayloadError) throw error;
    if (connection === 'kept' && sent.reusedSocket && isReset(error) && isRepeatable(incoming, forwarding)) {
      // Once, on a connection of its own: where one kept connection is closed, the others may be, too.
      outgoing.off('close', onGone);
      return await forward(exchange, upstream, forwarding, 'fresh');
    }
    throw faultOf(error);
  } finally {
    outgoing.off('close', onGone);
  }
}

/** A kept connection may be closed by its other side at any moment; that says nothing of the upstream. */
const isReset = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ECONNRESET';

/** Whether a request may be sent twice: it only reads, and is all there (RFC 9110, 9.2.2). */
const isRepeatable = (incoming: IncomingMessage, { head, body }: Forwarding): boolean => (head.method === 'GET' || head.method === 'HEAD') && (body === 'incoming' ? !hasBody(incoming) : body.length === 0);

/** An upstream may answer before it has taken the whole body, and close: its answer counts.
 * @throws PayloadError */
function ignoreAfterAnswer(error: unknown): void {
  if (error instanceof PayloadError) throw error;
}

/** Begins a request to an upstream. */
export function open({ url, agent, host, port }: Omit<Upstream, 'agent'> & { readonly agent: Upstream['agent'] | false }, { method, target, headers }: RequestHead): ClientRequest {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return send({ agent, host, port, servername: host, method, path: target, headers: headers.flat() });
}

async function send(incoming: IncomingMessage, sent: ClientRequest, { body, check }: Forwarding): Promise<void> {
  if (body !== 'incoming') {
    sent.end(body);
    return;
  }
  const held = check && new HeldBack(check);
  let last: Buffer | undefined;
  try {
    if (hasBody(incoming)) await passBody(incoming, sent, held);
    last = held?.end();
  } catch (error) {
    sent.destroy();
    throw error;
  }
  if (incoming.rawTrailers.length > 0) sent.addTrailers(trailersOf(incoming).filter(([name]) => isTrailer(name)));
  sent.end(last?.length === 0 ? undefined : last);
}

async function passBody(incoming: IncomingMessage, sent: ClientRequest, held: HeldBack | undefined): Promise<void> {
  const { socket } = incoming;
  const onIdle = (): void => void socket.destroy();
  socket.setTimeout(idleTimeout, onIdle);
  try {
    await pass(incoming, sent, held && ((piece) => held.take(piece)));
  } finally {
    // With its listener: the connection lives on.
    socket.setTimeout(0, onIdle);
  }
}

async function answerWith(answer: IncomingMessage, exchange: Exchange, reader: AnswerReader | undefined): Promise<void> {
  const { incoming, outgoing } = exchange;
  const whole = reader?.wants(answer.statusCode ?? 502) === true ? await readAnswer(answer) : 'passes';
  if (whole === undefined) throw new UpstreamError(502, 'The answer of the upstream is larger than such an answer can be.');
  const instead = whole === 'passes' ? undefined : await reader?.read(wholeAnswer(answer, whole));
  if (instead) return respond(incoming, outgoing, instead);
  outgoing.sendDate = false;
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', [...endToEnd(headerPairs(answer.rawHeaders)), ...announced(answer, incoming)].flat());
  if (incoming.method === 'HEAD') {
    answer.resume();
    outgoing.end();
    return;
  }
  if (whole === 'passes') await pass(answer, outgoing);
  else outgoing.write(whole);
  if (answer.rawTrailers.length > 0) outgoing.addTrailers(trailersOf(answer));
  outgoing.end();
}

const trailersOf = (message: IncomingMessage): readonly [string, string][] => headerPairs(message.rawTrailers).map(([name, value]) => [name, value]);

/** Trailers can be announced where they can come. */
function announced(answer: IncomingMessage, incoming: IncomingMessage): readonly (readonly [string, string])[] {
  const { trailer } = answer.headers;
  const chunked = answer.headers['transfer-encoding'] !== undefined && incoming.method !== 'HEAD' && incoming.httpVersion === '1.1' && answer.statusCode !== 204 && answer.statusCode !== 304;
  return trailer !== undefined && chunked ? [['Trailer', trailer]] : [];
}

function faultOf(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (unreachable.has(code)) return new UpstreamError(503, 'The upstream of this service cannot be reached.');
  if (code === 'ETIMEDOUT') return new UpstreamError(504, 'The upstream did not answer in time.');
  return new UpstreamError(502, 'The upstream broke off, or answered something that is not HTTP.');
}
