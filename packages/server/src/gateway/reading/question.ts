import { findServiceRoutes, listRoutedServices } from '@assent/catalog';
import type { InputMember, RoutedOperation, RoutedService, RouteProtocol } from '@assent/catalog';
import { percentEncode } from '../../wire/percent-encoding.ts';
import { formPairs } from './form-encoding.ts';

/** A question to an upstream on the wire, without its host and its signature. */
export interface Question {
  /** In the credential scope. */
  readonly signingName: string;
  readonly protocol: RouteProtocol;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

type Parameters = Readonly<Record<string, unknown>>;

/** Protocols in which questions are asked, the first that a service speaks. */
const spoken: readonly RouteProtocol[] = ['rest-xml', 'rest-json', 'json', 'query', 'ec2'];

/** Services whose clients write the older version of JSON; servers take both. */
const json10: ReadonlySet<string> = new Set(['dynamodb', 'sqs', 'stepfunctions', 'cloudwatch']);

/** Writes a call to a service by its routes: for operations that read, whose parameters are names and numbers.
 * @throws RangeError where there is no such operation, or it has no such parameter
 * @example questionOf('s3', 'GetBucketPolicy', { Bucket: 'photos' }).target // /photos?policy */
export function questionOf(service: string, operation: string, parameters: Parameters): Question {
  const routed = listRoutedServices().find((each) => each.service === service);
  const route = findServiceRoutes(service)?.get(operation);
  const protocol = routed && spoken.find((each) => routed.protocols.includes(each));
  if (!routed || !route || !protocol) throw new RangeError(`\`${service}\` has no operation \`${operation}\` that can be asked`);
  const written = protocol.startsWith('rest-') ? restQuestion(route, parameters) : protocol === 'json' ? jsonQuestion(routed, route, parameters) : formQuestion(routed, route, parameters, protocol === 'ec2' ? 'ec2' : 'query');
  return { signingName: routed.signingName, protocol, ...written };
}

type Written = Pick<Question, 'method' | 'target' | 'headers' | 'body'>;

function jsonQuestion({ service, target }: RoutedService, { name, input }: RoutedOperation, parameters: Parameters): Written {
  const body = Object.fromEntries(Object.entries(parameters).map(([each, value]) => [memberOf(input?.members ?? [], each).wireName, value]));
  const headers = [['content-type', `application/x-amz-json-${json10.has(service) ? '1.0' : '1.1'}`], ['x-amz-target', `${target}.${name}`]] as const;
  return { method: 'POST', target: '/', headers, body: JSON.stringify(body) };
}

function formQuestion({ version }: RoutedService, { name, input }: RoutedOperation, parameters: Parameters, protocol: 'query' | 'ec2'): Written {
  const pairs = [['Action', name], ['Version', version], ...formPairs(parameters, input, protocol)] as const;
  return { method: 'POST', target: '/', headers: [['content-type', 'application/x-www-form-urlencoded; charset=utf-8']], body: pairs.map(([key, value]) => `${percentEncode(key)}=${percentEncode(value)}`).join('&') };
}

function restQuestion({ method, template, input }: RoutedOperation, parameters: Parameters): Written {
  const [pathTemplate = '', literals = ''] = template.split('?');
  const labels = new Map<string, string>();
  const query = literals === '' ? [] : [literals];
  const headers: [string, string][] = [];
  const body: [string, unknown][] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    const { place, wireName } = memberOf(input?.members ?? [], name);
    if (place === 'label') labels.set(wireName, String(value));
    else if (place === 'query') for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) query.push(`${percentEncode(wireName)}=${percentEncode(String(each))}`);
    else if (place === 'header') headers.push([wireName.toLowerCase(), String(value)]);
    else if (place === 'body') body.push([wireName, value]);
    else throw new RangeError(`the parameter \`${name}\` is a ${place}, which no question has`);
  }
  const path = pathTemplate.replace(/\{([^{}+]+)(\+?)\}/g, (_, name: string, greedy: string) => {
    const value = labels.get(name);
    if (value === undefined || value === '') throw new RangeError(`the parameter \`${name}\` is missing`);
    return greedy === '+' ? value.split('/').map(percentEncode).join('/') : percentEncode(value);
  });
  const text = body.length === 0 ? '' : JSON.stringify(Object.fromEntries(body));
  return { method, target: query.length === 0 ? path : `${path}?${query.join('&')}`, headers: text === '' ? headers : [...headers, ['content-type', 'application/json']], body: text };
}

function memberOf(members: readonly InputMember[], name: string): InputMember {
  const member = members.find((each) => each.name === name);
  if (!member) throw new RangeError(`the operation has no parameter \`${name}\``);
  return member;
}
