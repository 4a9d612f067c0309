import type { RoutedService } from '@assent/catalog';
import { percentEncode } from '../../wire/percent-encoding.ts';
import type { RoutedCall } from '../routed-call.ts';
import { readBody } from './body.ts';
import { splitPath } from './path-template.ts';
import { decodePath } from './percent-decoding.ts';
import { pathReadings } from './plain-path.ts';
import { oneCall, speaking } from './request-reading.ts';
import type { RequestReading } from './request-reading.ts';
import { restBody } from './rest-body.ts';
import { restParameters } from './rest-parameters.ts';
import { matchRest } from './rest-route.ts';
import type { RestMatch } from './rest-route.ts';
import { contentEncoding } from './route-tree.ts';
import type { OpenCall } from './route-tree.ts';
import { s3Segments } from './s3-address.ts';
import { ambiguous, unknown } from './unroutable.ts';

/** REST: method, path, query and some headers tell the operation. */
export function routeRest(reading: RequestReading): OpenCall | RoutedCall {
  const found = speaking(reading.candidates, 'rest-json', 'rest-xml').flatMap((service): [RoutedService, RestMatch][] => {
    const match = service.service === 's3' ? matchS3(reading) : matchPlain(reading, service.service);
    return match ? [[service, match]] : [];
  });
  const calls = found.map(([service, match]) => headCall(reading, service, match));
  const call = oneCall(calls);
  const match = found[0]?.[1];
  if (!call || !match) throw unknown(`no operation answers to ${reading.method} on this path`);
  const { input } = match.route.operation;
  if (!input?.members.some(({ place }) => place === 'body' || place === 'payload')) return call;
  return {
    service: call.service,
    withBody: (body) => ({ ...call, parameters: { ...restBody(readBody(body, contentEncoding(reading), reading.bodyLimit), input, call.protocol, reading.headers), ...call.parameters } }),
  };
}

function headCall(reading: RequestReading, { service, actionPrefix, protocols }: RoutedService, match: RestMatch): RoutedCall {
  return {
    service,
    actionPrefix,
    operation: match.route.operation.name,
    protocol: protocols.includes('rest-xml') ? 'rest-xml' : 'rest-json',
    region: reading.region,
    parameters: restParameters(match, reading.query, reading.headers),
  };
}

/** The key is everything behind the bucket: it is taken as one segment, which its slashes do not divide. */
function matchS3({ method, path, host, query, headers, dotSegments }: RequestReading): RestMatch | undefined {
  return matchRest('s3', method, s3Segments(path, host.bucket, dotSegments), query, headers);
}

function matchPlain({ method, path, query, headers }: RequestReading, service: string): RestMatch | undefined {
  // It signs as S3 does, whose keys may look like anything.
  if (service === 's3control' && !decodePath(path).startsWith('/v20180820/')) return undefined;
  const [asSent, decoded] = pathReadings(path);
  const match = matchRest(service, method, splitPath(asSent), query, headers);
  if (!/%2f/i.test(path)) return match;
  // A server that decodes the path before it takes it apart sees more segments: it must not see another call in them.
  const other = matchRest(service, method, splitPath(decoded).map(percentEncode), query, headers);
  if (other && !sameMatch(match, other)) throw ambiguous('the path is another one when `%2F` is decoded first');
  return match;
}

const sameMatch = (a: RestMatch | undefined, b: RestMatch): boolean => a !== undefined && a.route === b.route && [...a.labels].every(([name, value]) => b.labels.get(name) === value);
