import type { RoutedService, RouteProtocol } from '@assent/catalog';
import type { RequestHead } from '../../http/raw-request.ts';
import { readSignature } from '../../signature/signed-request.ts';
import type { RoutedCall } from '../routed-call.ts';
import { readHeaders } from './headers.ts';
import { defaultBaseDomains, readHost } from './host.ts';
import type { HostHint } from './host.ts';
import { moveHeaders, readPairs, withoutSignature } from './query-pairs.ts';
import type { QueryPairs } from './query-pairs.ts';
import type { RoutingOptions } from './routing.ts';
import { servicesAt, servicesSignedAs, servicesTargeted } from './services.ts';
import { ambiguous, malformed, unknown } from './unroutable.ts';

/** A request's head taken apart, and the services that it may be meant for. */
export interface RequestReading {
  readonly method: string;
  /** Raw. */
  readonly path: string;
  /** Without the parameters of a signature. */
  readonly query: QueryPairs;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly host: HostHint;
  readonly region: string;
  readonly candidates: readonly RoutedService[];
  readonly bodyLimit: number;
  readonly dotSegments: 'keep' | 'refuse';
}

export function readRequest(head: RequestHead, options: RoutingOptions): RequestReading {
  if (!/^[A-Z]{3,16}$/.test(head.method)) throw malformed('the method is not a word in capitals');
  // Everything else is read differently: an absolute form names a host of its own, a fragment is cut off by some.
  if (!/^\/[\x21\x22\x24-\x7E]*$/.test(head.target)) throw ambiguous('the request target is not a path of visible ASCII characters');
  const mark = head.target.indexOf('?');
  const path = mark < 0 ? head.target : head.target.slice(0, mark);
  const all = readPairs(mark < 0 ? '' : head.target.slice(mark + 1));
  const headers = readHeaders(head);
  const host = readHost(headers.get('host')?.[0], options.baseDomains ?? defaultBaseDomains, (prefix) => servicesAt(prefix).length > 0);
  if (headers.has('authorization') && (all.has('X-Amz-Signature') || all.has('X-Amz-Credential') || all.has('X-Amz-Algorithm'))) {
    throw ambiguous('the request is signed both in its header and in its query');
  }
  const signed = readSignature(head);
  if ('unreadable' in signed && signed.unreadable === 'incomplete') throw malformed('the signature cannot be read');
  const scope = 'unreadable' in signed ? undefined : signed.scope;
  if (scope && host.region !== undefined && host.region !== scope.region) throw ambiguous('the host is of another region than the signature');
  const candidates = candidatesOf(scope?.service, host, headers.get('x-amz-target')?.[0], options.unsignedService);
  const query = withoutSignature(all);
  const presigned = !('unreadable' in signed) && signed.presigned && candidates.some(({ service }) => service === 's3');
  return {
    method: head.method,
    path,
    ...(presigned ? moveHeaders(query, headers) : { query, headers }),
    host,
    region: scope?.region ?? host.region ?? options.defaultRegion ?? 'us-east-1',
    candidates,
    bodyLimit: options.bodyLimit ?? 16_777_216,
    dotSegments: options.dotSegments ?? 'keep',
  };
}

function candidatesOf(signedFor: string | undefined, host: HostHint, target: string | undefined, unsignedService: string | undefined): readonly RoutedService[] {
  const atHost = host.endpointPrefix === undefined ? undefined : servicesAt(host.endpointPrefix);
  if (signedFor !== undefined) {
    const signed = servicesSignedAs(signedFor);
    if (signed.length === 0) throw unknown(`there is no service that signs as \`${signedFor}\``);
    if (!atHost) return signed;
    const both = signed.filter((service) => atHost.includes(service));
    if (both.length === 0) throw ambiguous('the host is of another service than the signature');
    return both;
  }
  const targeted = target === undefined ? undefined : servicesTargeted(target.slice(0, Math.max(0, target.lastIndexOf('.'))));
  const found = atHost ?? targeted ?? (unsignedService === undefined ? [] : servicesSignedAs(unsignedService));
  if (found.length === 0) throw unknown('the request is unsigned, and says nothing of a service');
  return found;
}

/** One call of what several services understand: the same to all of them, or none. */
export function oneCall(calls: readonly RoutedCall[]): RoutedCall | undefined {
  const [first, ...others] = calls;
  for (const other of others) {
    if (first && (other.operation !== first.operation || other.actionPrefix !== first.actionPrefix)) {
      throw ambiguous(`the request could be ${first.service}'s ${first.operation} and ${other.service}'s ${other.operation}`);
    }
  }
  return first;
}

export const speaking = (candidates: readonly RoutedService[], ...protocols: readonly RouteProtocol[]): readonly RoutedService[] =>
  candidates.filter((service) => service.protocols.some((protocol) => protocols.includes(protocol)));
