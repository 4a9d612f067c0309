import { routeRequest } from '@assent/server';
import type { RoutedCall } from '@assent/server';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export type Client = new (options: object) => { send(command: object): Promise<unknown> };
export type Command = new (input: object) => object;

/** Clients of the AWS SDK, by the name that their service has in the routes. */
export const sdkClients: readonly { readonly service: string; readonly load: () => Promise<object>; readonly options?: object }[] = [
  { service: 's3', load: () => import('@aws-sdk/client-s3'), options: { forcePathStyle: true } },
  { service: 's3', load: () => import('@aws-sdk/client-s3'), options: { forcePathStyle: false } },
  { service: 'dynamodb', load: () => import('@aws-sdk/client-dynamodb') },
  { service: 'sqs', load: () => import('@aws-sdk/client-sqs') },
  { service: 'sns', load: () => import('@aws-sdk/client-sns') },
  { service: 'lambda', load: () => import('@aws-sdk/client-lambda') },
  { service: 'kms', load: () => import('@aws-sdk/client-kms') },
  { service: 'secretsmanager', load: () => import('@aws-sdk/client-secrets-manager') },
  { service: 'ssm', load: () => import('@aws-sdk/client-ssm') },
  { service: 'logs', load: () => import('@aws-sdk/client-cloudwatch-logs') },
  { service: 'ecr', load: () => import('@aws-sdk/client-ecr') },
  { service: 'ec2', load: () => import('@aws-sdk/client-ec2') },
  { service: 'ecs', load: () => import('@aws-sdk/client-ecs') },
  { service: 'cloudformation', load: () => import('@aws-sdk/client-cloudformation') },
  { service: 'events', load: () => import('@aws-sdk/client-eventbridge') },
  { service: 'kinesis', load: () => import('@aws-sdk/client-kinesis') },
  { service: 'stepfunctions', load: () => import('@aws-sdk/client-sfn') },
  { service: 'apigateway', load: () => import('@aws-sdk/client-api-gateway') },
  { service: 'cloudwatch', load: () => import('@aws-sdk/client-cloudwatch') },
];

class Captured extends Error {
  readonly request: SentRequest;

  constructor(request: SentRequest) {
    super('captured');
    this.request = request;
  }
}

async function capture(client: InstanceType<Client>, command: object): Promise<SentRequest> {
  try {
    await client.send(command);
  } catch (error) {
    if (error instanceof Captured) return error.request;
    throw error;
  }
  throw new Error('nothing was sent');
}

function targetOf({ path, query = {} }: SentRequest): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one: string | null) => (one === null ? encode(name) : `${encode(name)}=${encode(one)}`)));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const bytesOf = (body: unknown): Uint8Array => (typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : new Uint8Array());

/** A client that sends nothing: what it would send is caught. */
export function silentClient(module: object, options: object = {}): InstanceType<Client> {
  const Service = Object.entries(module).find(([name]) => name.endsWith('Client') && name !== '__Client')?.[1] as Client;
  return new Service({
    endpoint: 'http://localhost:4566',
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler: { handle: (request: SentRequest) => Promise.reject(new Captured(request)) },
    ...options,
  });
}

/** The call that the gate takes a command for, or why it takes it for none. */
export async function routedCommand(client: InstanceType<Client>, command: object): Promise<RoutedCall | string> {
  const sent = await capture(client, command);
  const head = { method: sent.method, target: targetOf(sent), headers: Object.entries(sent.headers) };
  const routed = routeRequest(head);
  const routing = routed.outcome === 'body' ? routed.withBody(bytesOf(sent.body)) : routed;
  return routing.outcome === 'call' ? routing.call : `${routing.reason} ${head.method} ${head.target}`;
}
