import type { RequestHead } from '../../http/raw-request.ts';
import type { RoutedCall } from '../routed-call.ts';
import { mediaType } from './headers.ts';
import { readRequest } from './request-reading.ts';
import type { RequestReading } from './request-reading.ts';
import { routeForm } from './route-form.ts';
import { routeRest } from './route-rest.ts';
import { routeCbor, routeJson } from './route-tree.ts';
import type { OpenCall } from './route-tree.ts';
import type { HeadRouting, Routing, RoutingOptions } from './routing.ts';
import { ambiguous, Unroutable } from './unroutable.ts';

/** Which call of which service a request is. What two readers could take for different calls is none; nothing is normalised.
 * @example
 * const routing = routeRequest({ method: 'GET', target: '/photos/cat.jpg?tagging', headers });
 * // { outcome: 'call', call: { service: 's3', operation: 'GetObjectTagging', parameters: { Bucket: 'photos', Key: 'cat.jpg' }, … } } */
export function routeRequest(head: RequestHead, options: RoutingOptions = {}): HeadRouting {
  let reading: RequestReading | undefined;
  try {
    reading = readRequest(head, options);
    const found = routeReading(reading);
    if (!('withBody' in found)) return { outcome: 'call', call: found };
    return { outcome: 'body', service: found.service, limit: reading.bodyLimit, withBody: (body) => settle(found, body) };
  } catch (error) {
    return unroutable(error, reading?.candidates.length === 1 ? reading.candidates[0]?.service : undefined);
  }
}

function settle({ service, withBody }: OpenCall, body: Uint8Array): Routing {
  try {
    return { outcome: 'call', call: withBody(body) };
  } catch (error) {
    return unroutable(error, service);
  }
}

function unroutable(error: unknown, service: string | undefined): Routing {
  if (error instanceof Unroutable) return { outcome: 'unroutable', code: error.code, reason: error.message, service };
  throw error;
}

function routeReading(reading: RequestReading): OpenCall | RoutedCall {
  const { headers, candidates, method, query } = reading;
  const target = headers.get('x-amz-target')?.[0];
  if (headers.has('smithy-protocol')) {
    if (target !== undefined) throw ambiguous('the request names its operation twice');
    if (headers.get('smithy-protocol')?.[0] !== 'rpc-v2-cbor') throw ambiguous('the protocol that the request names is not known');
    return routeCbor(reading);
  }
  if (target !== undefined) return routeJson(reading, target);
  const forms = candidates.some(({ protocols }) => protocols.includes('query') || protocols.includes('ec2'));
  const isForm = mediaType(headers) === 'application/x-www-form-urlencoded' || (method === 'GET' && query.has('Action'));
  return forms && isForm ? routeForm(reading) : routeRest(reading);
}
