import { findServiceRoutes } from '@assent/catalog';
import type { RoutedOperation, RoutedService } from '@assent/catalog';
import type { RoutedCall } from '../routed-call.ts';
import { readBody, textOfBody } from './body.ts';
import { readCborBody } from './cbor-body.ts';
import { mediaType } from './headers.ts';
import { readJsonBody } from './json-body.ts';
import { oneCall, speaking } from './request-reading.ts';
import type { RequestReading } from './request-reading.ts';
import { shapedMembers } from './shaped-value.ts';
import { ambiguous, malformed, unknown } from './unroutable.ts';

/** A call of which the operation is certain before the body is read. */
export interface OpenCall {
  readonly service: string;
  readonly withBody: (body: Uint8Array) => RoutedCall;
}

const jsonTypes: ReadonlySet<string> = new Set(['application/x-amz-json-1.0', 'application/x-amz-json-1.1', 'application/json']);

/** JSON 1.0 and 1.1: `X-Amz-Target` names the operation. */
export function routeJson(reading: RequestReading, target: string): OpenCall {
  expectPlain(reading);
  if (!jsonTypes.has(mediaType(reading.headers))) throw ambiguous('the request has a target of JSON, but no content type of JSON');
  const dot = target.lastIndexOf('.');
  const services = speaking(reading.candidates, 'json').filter((service) => dot > 0 && service.target === target.slice(0, dot));
  return openCall(reading, services, target.slice(dot + 1), 'json', (body) => {
    const text = textOfBody(body);
    return text === '' ? new Map() : readJsonBody(text);
  });
}

/** Smithy's RPC protocol: the path names service and operation. */
export function routeCbor(reading: RequestReading): OpenCall {
  const match = /^\/service\/([A-Za-z0-9_]{1,128})\/operation\/([A-Za-z0-9_]{1,128})$/.exec(reading.path);
  if (!match) throw unknown('the path names no operation of the RPC protocol');
  expectPlain({ ...reading, path: '/' });
  const type = mediaType(reading.headers);
  if (type !== '' && type !== 'application/cbor') throw ambiguous('the request is of the RPC protocol, but its content type is not CBOR');
  const [, target = '', operation = ''] = match;
  const services = speaking(reading.candidates, 'smithy-rpc-v2-cbor').filter((service) => service.target === target);
  return openCall(reading, services, operation, 'smithy-rpc-v2-cbor', (body) => (body.length === 0 ? new Map() : readCborBody(body)));
}

/** POST to `/`, and nothing in the query. */
function expectPlain({ method, path, query }: RequestReading): void {
  if (method !== 'POST') throw malformed('the protocol knows no other method than POST');
  if (path !== '/') throw unknown('the path is not that of the protocol');
  const [name] = query.keys();
  if (name !== undefined) throw ambiguous(`the parameter \`${name.slice(0, 128)}\` of the query does not belong to the protocol`);
}

function openCall(reading: RequestReading, services: readonly RoutedService[], operation: string, protocol: 'json' | 'smithy-rpc-v2-cbor', read: (body: Uint8Array) => ReturnType<typeof readJsonBody>): OpenCall {
  const found = services.flatMap((service): [RoutedService, RoutedOperation][] => {
    const known = findServiceRoutes(service.service)?.get(operation);
    return known ? [[service, known]] : [];
  });
  const [first] = found;
  if (!first) throw unknown(`the service has no operation \`${operation.slice(0, 128)}\``);
  return {
    service: first[0].service,
    withBody: (body) => {
      const tree = read(readBody(body, contentEncoding(reading), reading.bodyLimit));
      const calls = found.map(([{ service, actionPrefix }, { name, input }]) => ({ service, actionPrefix, operation: name, protocol, region: reading.region, parameters: shapedMembers(tree, input?.members ?? []) }));
      const call = oneCall(calls);
      if (!call) throw unknown(`the service has no operation \`${operation}\``);
      return call;
    },
  };
}

/** The content encoding of the body as it is handed in: the framing of signed chunks is taken off by then. */
export function contentEncoding({ headers }: RequestReading): string | undefined {
  const encodings = (headers.get('content-encoding')?.[0] ?? '').split(',').map((name) => name.trim().toLowerCase());
  return encodings.filter((name) => name !== '' && name !== 'aws-chunked').join(',');
}
