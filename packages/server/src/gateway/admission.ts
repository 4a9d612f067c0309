import type { Requirement } from '../authorization/requirement.ts';
import { awaitBody, readBody } from '../http/exchange.ts';
import type { Exchange } from '../http/exchange.ts';
import { callOf } from '../operation/call.ts';
import type { Call, Environment } from '../operation/call.ts';
import { headerValues } from '../signature/canonical-request.ts';
import type { SignedPayload } from '../signature/verify.ts';
import type { Database } from '../store/store.ts';
import type { Arrival } from './arrival.ts';
import { authenticate, pathStyleOf } from './authentication.ts';
import type { Authentication, AuthenticationOptions } from './authentication.ts';
import type { Upstream } from './forwarding/upstreams.ts';
import { deniedCall, notUnderstood, unauthenticated, unavailable } from './refusals/refusal.ts';
import type { ErrorFormat, Refusal } from './refusals/error-format.ts';
import { KnownResources } from './known-resources.ts';
import { isOccupied, occupied } from './occupied-name.ts';
import type { Learner, LearnedCall } from './learning/learner.ts';
import type { RequirementFacts } from './requirements/call-view.ts';
import type { RoutedCall } from './routed-call.ts';
import type { Routing } from './routing/routing.ts';
import type { ShardIterators } from './shard-iterators.ts';
import { decide } from './verdict.ts';
import type { VerdictOptions } from './verdict.ts';

export interface AdmissionOptions extends VerdictOptions {
  readonly authentication: AuthenticationOptions;
  readonly environment: Environment;
  readonly db: Database;
  readonly learner: Learner;
  now(): Date;
  readonly iterators: ShardIterators;
}

/** What became of a request before anything of it goes on. */
export interface Admission {
  readonly refusal: Refusal | undefined;
  /** Absent where it is not known who calls. */
  readonly call: Call | undefined;
  readonly routed: RoutedCall | undefined;
  /** What the call needs; absent where that is not known. */
  readonly needed?: readonly Requirement[];
  /** What it is about; absent where that is not known. */
  readonly learned: LearnedCall | undefined;
  /** What was read of the body, which is all of it, or `incoming`. */
  readonly body: Uint8Array | 'incoming';
  /** What is signed of a body that passes. */
  readonly payload: SignedPayload | undefined;
  /** Whether a part of the body was read and let go of: it cannot go on, whatever is enforced. */
  readonly spent?: true;
}

/** Bytes of a body that must be read for its signature alone, at the most. */
const signedBodyLimit = 16 << 20;

/** Verifies the signature, finds out which call it is and what it needs, decides, and checks what would be stored. The body is
 * read only where it says what the call is, or where the signature covers it without stating its hash.
 * @returns `gone` where the client went away */
export async function admit(exchange: Exchange, requestId: string, arrival: Arrival, upstream: Upstream, options: AdmissionOptions): Promise<Admission | 'gone'> {
  const { signed, routing, format } = arrival;
  const refused = (refusal: Refusal, rest: Partial<Admission> = {}): Admission => ({ refusal, call: undefined, routed: undefined, learned: undefined, body: 'incoming', payload: undefined, ...rest });
  const verify = (body: Uint8Array | undefined): Authentication => authenticate(exchange, body, signed, exchange.receivedAt, options.authentication);
  const stated = headerValues(exchange).get('x-amz-content-sha256')?.[0];
  const unsigned = 'unreadable' in signed && signed.unreadable === 'missing';
  const ofHead = stated !== undefined || unsigned || (!('unreadable' in signed) && signed.presigned && pathStyleOf(signed.scope.service) === 'as-sent');
  let authentication: Authentication | undefined;
  if (ofHead || 'unreadable' in signed) {
    authentication = verify(undefined);
    if (!authentication.authentic) return refused(unauthenticated(format, authentication.fault, authentication.message));
  }
  if (routing.outcome === 'unroutable') return refused(notUnderstood(format, routing.code, routing.reason));
  let body: Uint8Array | 'incoming' = 'incoming';
  if (routing.outcome === 'body' || !ofHead) {
    awaitBody(exchange);
    const read = await readBody(exchange.incoming, routing.outcome === 'body' ? routing.limit : signedBodyLimit);
    if (read === 'aborted') return 'gone';
    if (read === 'too-large') return refused(notUnderstood(format, 'tooLarge', 'the body is too large'), { spent: true });
    body = read;
    if (!unsigned) authentication = verify(body);
  }
  if (!authentication) throw new Error('a request was read without being authenticated');
  if (!authentication.authentic) return refused(unauthenticated(format, authentication.fault, authentication.message), { body });
  const found: Routing = routing.outcome === 'body' ? routing.withBody(body === 'incoming' ? new Uint8Array() : body) : routing;
  if (found.outcome === 'unroutable') return refused(notUnderstood(format, found.code, found.reason), { body });
  const { caller, partition, payload, presigned } = authentication;
  const routed = found.call;
  const call = callOf(exchange, { requestId, region: routed.region, partition, caller, environment: options.environment, db: options.db });
  const resources = new KnownResources(options.environment.snapshot, upstream.account, routed, caller.account);
  const seen = { call, routed, learned: undefined, body, payload };
  const age = 'unreadable' in signed ? undefined : exchange.receivedAt.getTime() - signed.at.getTime();
  const facts: RequirementFacts = { ...resources.facts, streamOfIterator: (iterator) => options.iterators.streamOf(iterator), partition, account: caller.account, signature: { presigned, ...(age === undefined ? {} : { age }), ...(stated === undefined ? {} : { contentSha256: stated }) } };
  const verdict = await decide(call, routed, facts, options);
  if (verdict.kind === 'incomplete') return refused(notUnderstood(format, 'malformed', verdict.reason), seen);
  if (verdict.kind === 'undecidable') return refused({ status: 403, code: format === 's3' ? 'AccessDenied' : 'AccessDeniedException', message: 'The request could not be evaluated.' }, seen);
  const { requirements, judgement } = verdict;
  if (judgement.decision.decision !== 'allowed') return refused(deniedCall(format, judgement, options.environment.vault, caller.account), { ...seen, needed: requirements });
  const learned = { routed, partition, account: caller.account, requirements, known: resources };
  const refusal = options.learner.check(learned) ?? (await refuseOccupied(learned, upstream, format, requestId, options));
  return { refusal, ...seen, needed: requirements, learned };
}

async function refuseOccupied(learned: LearnedCall, upstream: Upstream, format: ErrorFormat, requestId: string, { now, onFault }: AdmissionOptions): Promise<Refusal | undefined> {
  try {
    return (await isOccupied(learned, upstream, now)) ? occupied(format) : undefined;
  } catch (error) {
    onFault(error, requestId);
    return unavailable(format, 503, 'The upstream does not say whether the name is free.');
  }
}
