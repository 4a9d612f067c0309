import type { Exchange } from '../http/exchange.ts';
import { awaitBody, readBody } from '../http/exchange.ts';
import { headerValues, sha256 } from '../signature/canonical-request.ts';
import type { SignedPayload } from '../signature/verify.ts';
import type { Arrival } from './arrival.ts';
import { pathStyleOf } from './authentication.ts';
import type { AnswerReader } from './forwarding/answer-reader.ts';
import { forward, UpstreamError } from './forwarding/forward.ts';
import { forwardedHead } from './forwarding/forwarded-head.ts';
import { passingPayload } from './forwarding/payload.ts';
import { signedAnew } from './forwarding/signed-anew.ts';
import type { Upstream } from './forwarding/upstreams.ts';
import { namesOfHost } from './host-names.ts';

export interface Onward {
  readonly body: Uint8Array | 'incoming';
  /** What the body is held to; absent where nobody is. */
  readonly payload: SignedPayload | undefined;
  readonly reader?: AnswerReader | undefined;
}

/** Bytes of a body that must be read to be signed for the upstream, at the most. */
const signedBodyLimit = 16 << 20;

/** Sends a request on as it came, or with the upstream's own signature.
 * @throws PayloadError, UpstreamError */
export async function sendOn(exchange: Exchange, arrival: Arrival, upstream: Upstream, { body, payload, reader }: Onward): Promise<void> {
  const { signingName, region } = arrival;
  const style = pathStyleOf(signingName);
  const head = forwardedHead(exchange, upstream.url.host, style === 'as-sent' ? namesOfHost(exchange).bucket : undefined);
  const passing = body === 'incoming' ? passingPayload(head, payload, upstream.sign !== undefined) : { head, check: undefined, hash: headerValues(head).get('x-amz-content-sha256')?.[0] ?? sha256(body) };
  if (!upstream.sign) {
    if (body === 'incoming') awaitBody(exchange);
    return forward(exchange, upstream, { head: passing.head, body, check: passing.check, reader });
  }
  if (body === 'incoming') awaitBody(exchange);
  // Other services than S3 know no payload that is not signed.
  const whole = body === 'incoming' && style === 'normalized' && passing.hash === 'UNSIGNED-PAYLOAD' ? await readBody(exchange.incoming, signedBodyLimit) : body;
  if (whole === 'aborted') return undefined;
  if (whole === 'too-large') throw new UpstreamError(502, 'The request body is too large to be signed for the upstream.');
  const payloadHash = whole === body || whole === 'incoming' ? passing.hash : sha256(whole);
  const signedHead = signedAnew(passing.head, { signer: upstream.sign, service: signingName, region, style, payloadHash, now: exchange.receivedAt });
  return forward(exchange, upstream, { head: signedHead, body: whole, check: whole === 'incoming' ? passing.check : undefined, reader });
}
