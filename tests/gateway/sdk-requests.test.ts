import { findServiceRoutes } from '@assent/catalog';
import { routeRequest } from '@assent/server';
import { describe, expect, it } from 'vitest';
import { comparable, expectedParameters, generateInput } from './generated-input.ts';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Client = new (options: object) => { send(command: object): Promise<unknown> };
type Command = new (input: object) => object;

const clients: readonly { service: string; load: () => Promise<object>; options?: object }[] = [
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

/** Operations that the gate leaves out on purpose: sent to other hosts, or deprecated twins. */
const leftOut: ReadonlySet<string> = new Set(['CreateSession', 'ListDirectoryBuckets', 'WriteGetObjectResponse']);

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

describe.each(clients)('requests of the SDK to $service', ({ service, load, options }) => {
  const operations = findServiceRoutes(service);

  it.each(['required', 'all'] as const)('are routed back to the operation and its parameters, with %s members', async (which) => {
    const module = await load();
    const Service = Object.entries(module).find(([name]) => name.endsWith('Client') && name !== '__Client')?.[1] as Client;
    const client = new Service({
      endpoint: 'http://localhost:4566',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' },
      maxAttempts: 1,
      requestHandler: { handle: (request: SentRequest) => Promise.reject(new Captured(request)) },
      ...options,
    });
    const wrong: string[] = [];
    let count = 0;
    for (const [name, command] of Object.entries(module)) {
      const operation = /^([A-Z]\w*)Command$/.exec(name)?.[1];
      const known = operation === undefined ? undefined : operations?.get(operation);
      if (operation === undefined || name === '$Command' || leftOut.has(operation)) continue;
      if (!known) continue;
      count++;
      const input = generateInput(known.input, which);
      const sent = await capture(client, new (command as Command)(structuredClone(input)));
      const head = { method: sent.method, target: targetOf(sent), headers: Object.entries(sent.headers) };
      const routed = routeRequest(head);
      const routing = routed.outcome === 'body' ? routed.withBody(bytesOf(sent.body)) : routed;
      if (routing.outcome !== 'call' || routing.call.operation !== operation) {
        wrong.push(`${operation}: ${routing.outcome === 'call' ? routing.call.operation : 'reason' in routing ? routing.reason : ''} ${head.method} ${head.target}`);
        continue;
      }
      const expected = expectedParameters(known.input, input);
      const read = comparable(routing.call.parameters, known.input) as Record<string, unknown>;
      for (const [member, value] of Object.entries(expected)) {
        if (JSON.stringify(read[member]) !== JSON.stringify(value)) wrong.push(`${operation}.${member}: ${JSON.stringify(value)} read as ${JSON.stringify(read[member])}`);
      }
    }
    expect(wrong).toEqual([]);
    // A client of another release may know a few operations more or less.
    expect(count).toBeGreaterThan((operations?.size ?? 0) * 0.9);
  });
});
