import type { RequestHead } from '../http/raw-request.ts';
import { readSignature } from '../signature/signed-request.ts';
import type { SignedRequest, Unreadable } from '../signature/signed-request.ts';
import { errorFormatOf } from './refusals/error-format.ts';
import type { ErrorFormat } from './refusals/error-format.ts';
import { routeRequest } from './routing/route-request.ts';
import type { HeadRouting, RoutingOptions } from './routing/routing.ts';
import { serviceNamed } from './routing/services.ts';

/** What the head of a request tells. */
export interface Arrival {
  readonly signed: SignedRequest | Unreadable;
  readonly routing: HeadRouting;
  /** The service, and what else it is called; empty where nothing names one. */
  readonly names: readonly string[];
  readonly format: ErrorFormat;
  /** As signatures name it. */
  readonly signingName: string;
  readonly region: string;
}

export function readArrival(head: RequestHead, options: RoutingOptions): Arrival {
  const signed = readSignature(head);
  const routing = routeRequest(head, options);
  const call = routing.outcome === 'call' ? routing.call : undefined;
  const scope = 'unreadable' in signed ? undefined : signed.scope;
  const service = call?.service ?? (routing.outcome === 'call' ? undefined : routing.service) ?? scope?.service;
  const known = service === undefined ? undefined : serviceNamed(service);
  const names = [service, call?.actionPrefix ?? known?.actionPrefix, known?.signingName, scope?.service].filter((name) => name !== undefined);
  return {
    signed,
    routing,
    names: [...new Set(names)],
    format: errorFormatOf(head, service ?? '', call?.protocol),
    signingName: scope?.service ?? known?.signingName ?? service ?? '',
    region: scope?.region ?? call?.region ?? options.defaultRegion ?? 'us-east-1',
  };
}
