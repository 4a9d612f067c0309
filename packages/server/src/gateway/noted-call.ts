import type { AuditedCall } from '../audit/audit-event.ts';
import { notedCall, recordedNeeds } from '../audit/recorded-call.ts';
import type { SessionRecords } from '../audit/session-records.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Admission, AdmissionOptions } from './admission.ts';
import type { Arrival } from './arrival.ts';

export interface NotingOptions {
  readonly admission: AdmissionOptions;
  readonly records: SessionRecords;
}

/** Notes a call of a session that is recorded. Where its caller was not made sure of, since something else refused it before or
 * its signature is wrong, it counts as the session's whose token it carries: nobody else knows that. */
export function noteCall(
  { admission: { authorizer, authentication }, records }: NotingOptions,
  exchange: Exchange,
  { signed, routing, names, signingName }: Arrival,
  { call, routed, needed, refusal }: Pick<Admission, 'refusal'> & Partial<Admission>,
  outcome: Pick<AuditedCall, 'outcome' | 'enforcement'>,
): void {
  if ('unreadable' in signed || !records.has(signed.accessKeyId)) return;
  const { accessKeyId, sessionToken } = signed;
  if (!call && authentication.credentials.find(accessKeyId, sessionToken).status === 'invalid') return;
  const known = routed ?? (routing.outcome === 'call' ? routing.call : undefined);
  const service = known?.service ?? names[0] ?? signingName;
  const needs = call && needed ? recordedNeeds(authorizer, call, known?.actionPrefix ?? service, needed) : [];
  records.note(accessKeyId, notedCall({ ...outcome, service, operation: known?.operation ?? 'Unknown', error: refusal }, needs), exchange.receivedAt);
}
