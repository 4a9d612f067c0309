import { AuditError } from '../audit/audit-log.ts';
import type { AuditTrail } from '../audit/audit-log.ts';
import { auditEvent } from '../audit/audit-event.ts';
import type { AuditedDecision } from '../audit/audit-event.ts';
import type { SessionRecords } from '../audit/session-records.ts';
import type { Handled } from '../dispatch/dispatcher.ts';
import { respond } from '../http/exchange.ts';
import type { Exchange, StreamingHandler } from '../http/exchange.ts';
import type { RequestHead } from '../http/raw-request.ts';
import type { Call } from '../operation/call.ts';
import { noteUse } from '../operation/use.ts';
import { headerValues } from '../signature/canonical-request.ts';
import { admit } from './admission.ts';
import type { Admission, AdmissionOptions } from './admission.ts';
import { readArrival } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { isForOthers } from './claims.ts';
import { enforcementOf } from './enforcement.ts';
import type { Enforcements } from './enforcement.ts';
import type { AnswerReader, WholeAnswer } from './forwarding/answer-reader.ts';
import { UpstreamError } from './forwarding/forward.ts';
import { PayloadError } from './forwarding/payload-check.ts';
import type { Upstream, Upstreams } from './forwarding/upstreams.ts';
import { hiddenObject, mayHide } from './hidden-object.ts';
import type { LearnedCall } from './learning/learner.ts';
import { noteCall } from './noted-call.ts';
import { sendOn } from './onward.ts';
import { tellsQueueUrls, withOwnQueueUrls } from './queue-urls.ts';
import { errorResponse } from './refusals/error-format.ts';
import type { Refusal } from './refusals/error-format.ts';
import { brokenPayload, deniedCall, unavailable } from './refusals/refusal.ts';
import { Turns } from './turns.ts';

export interface GatewayOptions {
  readonly admission: AdmissionOptions;
  readonly upstreams: Upstreams;
  readonly enforce: Enforcements;
  readonly audit: AuditTrail;
  readonly records: SessionRecords;
  newId(): string;
  onHandled(handled: Handled): void;
  /** Told of what should not have happened, with the request it happened to. */
  onFault(error: unknown, requestId: string): void;
}

/** The one way of a call to another service: which call it is, who makes it, what it needs, whether that is allowed, the record,
 * and only then the upstream. */
export class Gateway implements StreamingHandler {
  readonly #options: GatewayOptions;
  readonly #turns = new Turns();

  constructor(options: GatewayOptions) {
    this.#options = options;
  }

  claims(head: RequestHead): boolean {
    return isForOthers(head, this.#options.upstreams.any);
  }

  async handle(exchange: Exchange): Promise<void> {
    const started = performance.now();
    const requestId = this.#options.newId();
    // A connection that breaks is noticed where it is written to or read from.
    exchange.incoming.on('error', ignore);
    exchange.outgoing.on('error', ignore);
    let arrival: Arrival | undefined;
    let code: string;
    try {
      // S3 has keys with dot segments; what stands behind may take them for a path to somewhere else.
      arrival = readArrival(exchange, { unsignedService: 's3', dotSegments: 'refuse' });
      code = await this.#take(exchange, requestId, arrival);
    } catch (error) {
      code = this.#answer(exchange, requestId, arrival, this.#refusalOf(error, requestId, arrival));
    }
    const routed = arrival?.routing.outcome === 'call' ? arrival.routing.call : undefined;
    this.#options.onHandled({ service: routed?.service ?? 'other', operation: routed?.operation ?? '', code, seconds: (performance.now() - started) / 1000 });
  }

  /** @returns what is counted: `OK`, or the code of the refusal */
  async #take(exchange: Exchange, requestId: string, arrival: Arrival): Promise<string> {
    const { upstreams, enforce } = this.#options;
    const enforcement = enforcementOf(enforce, arrival.names);
    const upstream = upstreams.find(arrival.names);
    if (!upstream) {
      const name = arrival.names[0] ?? 'this service';
      const refusal = unavailable(arrival.format, 501, `There is no upstream for ${name}: start the server with --upstream ${arrival.names[0] ?? "'*'"}=URL.`);
      noteCall(this.#options, exchange, arrival, { refusal }, { outcome: 'refused', enforcement: 'on' });
      return this.#answer(exchange, requestId, arrival, refusal);
    }
    if (enforcement === 'off') return forwarded(exchange, arrival, upstream, { body: 'incoming', payload: undefined });
    const admission = await admit(exchange, requestId, arrival, upstream, this.#options.admission);
    if (admission === 'gone') return 'ClientDisconnected';
    if (admission.call) noteUse(admission.call, admission.routed?.actionPrefix ?? '');
    const isRefused = admission.refusal && (enforcement === 'on' || admission.spent);
    const outcome = isRefused ? 'refused' : 'forwarded';
    await this.#record(exchange, requestId, arrival, admission, enforcement, outcome);
    noteCall(this.#options, exchange, arrival, admission, { outcome, enforcement });
    if (!admission.refusal) {
      try {
        return await this.#pass(exchange, requestId, arrival, upstream, admission, enforcement);
      } catch (error) {
        if (error instanceof PayloadError) await this.#record(exchange, requestId, arrival, { ...admission, refusal: brokenPayload(arrival.format, error) }, enforcement, 'brokenOff');
        throw error;
      }
    }
    if (isRefused) return this.#answer(exchange, requestId, arrival, admission.refusal);
    return forwarded(exchange, arrival, upstream, { body: admission.body, payload: undefined });
  }

  /** @throws AuditError where the record cannot be kept and the call may not go on without */
  async #record(exchange: Exchange, requestId: string, arrival: Arrival, { call, routed, refusal }: Admission, enforcement: 'on' | 'audit', outcome: AuditedDecision['outcome']): Promise<void> {
    const { audit, newId, onFault } = this.#options;
    const seen = call ?? { requestId, now: exchange.receivedAt, region: arrival.region, sourceIp: exchange.sourceIp, userAgent: headerValues(exchange).get('user-agent')?.[0], judgements: [] };
    try {
      await audit.record(() =>
        auditEvent({
          call: seen,
          eventId: newId(),
          service: arrival.signingName === '' ? 'unknown' : arrival.signingName,
          operation: routed?.operation ?? 'Unknown',
          parameters: routed?.parameters,
          error: refusal,
          outcome,
          enforcement,
        }),
      );
    } catch (error) {
      if (enforcement === 'on' || !(error instanceof AuditError)) throw error;
      onFault(error, requestId);
    }
  }

  /** Sends an allowed call on, and learns of it what it changes: changes of one resource one after the other, so that what is
   * known last is what is behind the gate. */
  #pass(exchange: Exchange, requestId: string, arrival: Arrival, upstream: Upstream, { body, payload, call, learned }: Admission, enforcement: 'on' | 'audit'): Promise<string> {
    const { learner, iterators } = this.#options.admission;
    const teaches = learned !== undefined && learner.teaches(learned);
    let code = 'OK';
    const reader: AnswerReader | undefined = call && learned && {
      wants: (status) => ((teaches || iterators.tellsOf(learned.routed) || tellsQueueUrls(learned.routed)) && status >= 200 && status < 300) || (enforcement === 'on' && mayHide(learned.routed, status)),
      read: async (answer) => {
        if (iterators.tellsOf(learned.routed)) iterators.note(learned.requirements[0]?.resource ?? '*', answer.body ?? new Uint8Array());
        const refusal = answer.status === 404 ? this.#hidden(exchange, call, learned, arrival, answer) : teaches ? await this.#learn(requestId, learned, arrival, answer) : undefined;
        if (refusal) ({ code } = refusal);
        if (refusal) return errorResponse(exchange, arrival.format, refusal, requestId);
        return tellsQueueUrls(learned.routed) ? withOwnQueueUrls(answer, this.#originFor(exchange)) : undefined;
      },
    };
    const passed = async (): Promise<string> => {
      await sendOn(exchange, arrival, upstream, { body, payload, reader });
      return code;
    };
    return teaches ? this.#turns.take(learned.requirements[0]?.resource ?? '*', passed) : passed();
  }

  /** The gate's address, as the client has it. */
  #originFor(exchange: Exchange): string {
    const base = new URL(this.#options.admission.environment.federation.baseUrl());
    const host = headerValues(exchange).get('host')?.[0] ?? base.host;
    return host === base.host ? base.origin : `${exchange.secure ? 'https' : 'http'}://${host}`;
  }

  /** @returns the refusal of who may not know that an object is missing */
  #hidden(exchange: Exchange, call: Call, { routed, known }: LearnedCall, arrival: Arrival, answer: WholeAnswer): Refusal | undefined {
    const { authorizer, environment } = this.#options.admission;
    const judgement = hiddenObject(call, routed, known, answer, authorizer);
    if (!judgement) return undefined;
    const refusal = deniedCall(arrival.format, judgement, environment.vault, call.account);
    noteCall(this.#options, exchange, arrival, { call, routed, needed: [judgement.request], refusal }, { outcome: 'refused', enforcement: 'on' });
    return refusal;
  }

  /** @returns what the client is told where a change was made that could not be kept */
  async #learn(requestId: string, learned: LearnedCall, { format }: Arrival, answer: WholeAnswer): Promise<Refusal | undefined> {
    try {
      await this.#options.admission.learner.learn(learned, answer);
      return undefined;
    } catch (error) {
      this.#options.onFault(error, requestId);
      return unavailable(format, 500, 'The call was made, and what it changed could not be kept.');
    }
  }

  #answer(exchange: Exchange, requestId: string, arrival: Arrival | undefined, refusal: Refusal): string {
    respond(exchange.incoming, exchange.outgoing, errorResponse(exchange, arrival?.format ?? 'rest-json', refusal, requestId));
    return refusal.code;
  }

  #refusalOf(error: unknown, requestId: string, arrival: Arrival | undefined): Refusal {
    const format = arrival?.format ?? 'rest-json';
    if (error instanceof PayloadError) return brokenPayload(format, error);
    if (!(error instanceof UpstreamError)) this.#options.onFault(error, requestId);
    if (error instanceof UpstreamError) return unavailable(format, error.status, error.message);
    if (error instanceof AuditError) return unavailable(format, 503, 'The request could not be recorded.');
    return unavailable(format, 500, 'The request processing has failed because of an unknown error, exception or failure.');
  }
}

async function forwarded(exchange: Exchange, arrival: Arrival, upstream: Upstream, { body, payload }: Pick<Admission, 'body' | 'payload'>): Promise<string> {
  await sendOn(exchange, arrival, upstream, { body, payload });
  return 'OK';
}

const ignore = (): void => undefined;
