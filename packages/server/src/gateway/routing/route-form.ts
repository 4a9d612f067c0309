import { findServiceRoutes } from '@assent/catalog';
import type { RoutedService } from '@assent/catalog';
import type { RoutedCall } from '../routed-call.ts';
import { readBody, textOfBody } from './body.ts';
import { readForm } from './form-body.ts';
import { readPairs, withoutSignature } from './query-pairs.ts';
import type { QueryPairs } from './query-pairs.ts';
import { oneCall, speaking } from './request-reading.ts';
import type { RequestReading } from './request-reading.ts';
import type { OpenCall } from './route-tree.ts';
import { contentEncoding } from './route-tree.ts';
import { ambiguous, malformed, unknown } from './unroutable.ts';

/** The query protocol, and EC2's: `Action` and `Version` name the operation, in the body of a POST or in the query of a GET. */
export function routeForm(reading: RequestReading): OpenCall | RoutedCall {
  const services = speaking(reading.candidates, 'query', 'ec2');
  const [first] = services;
  if (!first) throw unknown('the service does not speak the query protocol');
  if (reading.method === 'GET') return callOf(reading, services, reading.query);
  if (reading.method !== 'POST') throw malformed('the protocol knows no other methods than GET and POST');
  const [name] = reading.query.keys();
  if (name !== undefined) throw ambiguous(`the parameter \`${name.slice(0, 128)}\` of the query does not belong to the protocol`);
  return {
    service: first.service,
    withBody: (body) => callOf(reading, services, withoutSignature(readPairs(textOfBody(readBody(body, contentEncoding(reading), reading.bodyLimit))))),
  };
}

function callOf(reading: RequestReading, services: readonly RoutedService[], pairs: QueryPairs): RoutedCall {
  const action = single(pairs, 'Action');
  const version = single(pairs, 'Version');
  if (action === undefined) throw unknown('the request has no `Action`');
  const own = new Map(pairs);
  own.delete('Action');
  own.delete('Version');
  const calls = services.flatMap((service): RoutedCall[] => {
    const operation = findServiceRoutes(service.service)?.get(action);
    if (!operation || service.version !== version) return [];
    const protocol = service.protocols.includes('ec2') ? 'ec2' : 'query';
    const parameters = withQueueUrl(reading, service, readForm(own, operation.input, protocol));
    return [{ service: service.service, actionPrefix: service.actionPrefix, operation: operation.name, protocol, region: reading.region, parameters }];
  });
  const call = oneCall(calls);
  if (!call) throw unknown(`the service has no operation \`${action.slice(0, 128)}\` in the version \`${version?.slice(0, 32) ?? ''}\``);
  return call;
}

function single(pairs: QueryPairs, name: string): string | undefined {
  const values = pairs.get(name);
  if (values && values.length > 1) throw ambiguous(`the parameter \`${name}\` is there more than once`);
  return values?.[0];
}

/** Requests to a queue may be sent to its own path, `/123456789012/jobs`, which then names it. */
function withQueueUrl({ path, host }: RequestReading, { service }: RoutedService, parameters: Record<string, unknown>): Record<string, unknown> {
  if (path === '/') return parameters;
  if (service !== 'sqs' || !/^\/\d{12}\/[A-Za-z0-9_.-]{1,80}$/.test(path)) throw unknown('the path is not that of the protocol');
  const stated = parameters['QueueUrl'];
  if (stated === undefined) return { ...parameters, QueueUrl: `https://${host.endpointPrefix ?? 'sqs'}${path}` };
  if (typeof stated !== 'string' || !stated.endsWith(path)) throw ambiguous('the path names another queue than `QueueUrl`');
  return parameters;
}
