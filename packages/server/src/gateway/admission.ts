import type { Authorizer } from '../authorization/authorizer.ts';
import type { Judgement } from '../authorization/judgement.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
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
import { deniedCall, notUnderstood, unauthenticated } from './refusals/refusal.ts';
import type { Refusal } from './refusals/error-format.ts';
import { IncompleteCallError } from './requirements/call-view.ts';
import type { RequirementFacts } from './requirements/call-view.ts';
import { requirementsOf } from './requirements/requirements-of.ts';
import type { RoutedCall } from './routed-call.ts';
import type { Routing } from './routing/routing.ts';

export interface AdmissionOptions {
  readonly authentication: AuthenticationOptions;
  readonly authorizer: Authorizer;
  readonly environment: Environment;
  readonly db: Database;
  onFault(error: unknown, requestId: string): void;
}

/** What became of a request before anything of it goes on. */
export interface Admission {
  readonly refusal: Refusal | undefined;
  /** Absent where it is not known who calls. */
  readonly call: Call | undefined;
  readonly routed: RoutedCall | undefined;
  /** What the call needs; absent where that is not known. */
  readonly needed?: readonly Requirement[];
  /** What was read of the body, which is all of it, or `incoming`. */
  readonly body: Uint8Array | 'incoming';
  /** What is signed of a body that passes. */
  readonly payload: SignedPayload | undefined;
  /** Whether a part of the body was read and let go of: it cannot go on, whatever is enforced. */
  readonly spent?: true;
}

/** Bytes of a body that must be read for its signature alone, at the most. */
const signedBodyLimit = 16 << 20;

/** Verifies the signature, finds out which call it is and what it needs, and decides. The body is read only where it says what
 * the call is, or where the signature covers it without stating its hash.
 * @returns `gone` where the client went away */
export async function admit(exchange: Exchange, requestId: string, arrival: Arrival, options: AdmissionOptions): Promise<Admission | 'gone'> {
  const { signed, routing, format } = arrival;
  const refused = (refusal: Refusal, rest: Partial<Admission> = {}): Admission => ({ refusal, call: undefined, routed: undefined, body: 'incoming', payload: undefined, ...rest });
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
  const known = { call, routed, body, payload };
  const age = 'unreadable' in signed ? undefined : exchange.receivedAt.getTime() - signed.at.getTime();
  const facts: RequirementFacts = { partition, account: caller.account, signature: { presigned, ...(age === undefined ? {} : { age }), ...(stated === undefined ? {} : { contentSha256: stated }) } };
  const needed = requirementsIn(routed, facts);
  if ('incomplete' in needed) return refused(notUnderstood(format, 'malformed', needed.incomplete), known);
  const judgement = judge(options, call, routed, needed);
  if (!judgement) return refused({ status: 403, code: format === 's3' ? 'AccessDenied' : 'AccessDeniedException', message: 'The request could not be evaluated.' }, { ...known, needed });
  if (judgement.decision.decision !== 'allowed') return refused(deniedCall(format, judgement, options.environment.vault, caller.account), { ...known, needed });
  return { refusal: undefined, ...known, needed };
}

function requirementsIn(call: RoutedCall, facts: RequirementFacts): readonly Requirement[] | { readonly incomplete: string } {
  try {
    return requirementsOf(call, facts);
  } catch (error) {
    if (error instanceof IncompleteCallError) return { incomplete: error.message };
    throw error;
  }
}

/** R1.4: what cannot be decided is denied.
 * @returns `undefined` where a policy cannot be read */
function judge({ authorizer, onFault }: AdmissionOptions, call: Call, routed: RoutedCall, requirements: readonly Requirement[]): Judgement | undefined {
  try {
    return authorizer.judge(call, routed.actionPrefix, requirements);
  } catch (error) {
    if (!(error instanceof UnusablePolicyError)) throw error;
    onFault(error, call.requestId);
    return undefined;
  }
}
