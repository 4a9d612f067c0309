import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as sts from '@aws-sdk/client-sts';
import { apiModel } from '@assent/catalog';
import type { ApiModel, Protocol, ServiceName, Shape } from '@assent/catalog';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../dispatch/answer.ts';
import type { RawRequest } from '../http/raw-request.ts';
import { decodeJson } from './json-codec.ts';
import { decodeQuery } from './query-decoder.ts';
import type { DecodedRequest } from './query-decoder.ts';
import { decodeRestJson } from './rest-json.ts';

/** The SDK's clients are the other side: what they send is decoded to what they were given, and what is encoded they
 * read as what was meant. */
const sdks = {
  iam: { client: iam.IAMClient, commands: iam as Readonly<Record<string, unknown>> },
  sts: { client: sts.STSClient, commands: sts as Readonly<Record<string, unknown>> },
  organizations: { client: organizations.OrganizationsClient, commands: organizations as Readonly<Record<string, unknown>> },
  'access-analyzer': { client: accessAnalyzer.AccessAnalyzerClient, commands: accessAnalyzer as Readonly<Record<string, unknown>> },
} satisfies Record<ServiceName, unknown>;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a command of the SDK to a server that is `answer`. */
async function send(service: ServiceName, operation: string, input: unknown, answer: (sent: Sent) => { status: number; headers: Readonly<Record<string, string>>; body: string | Uint8Array }) {
  const { client: Client, commands } = sdks[service];
  const client = new Client({
    region: 'us-east-1',
    endpoint: 'http://localhost',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' },
    requestHandler: {
      handle(request: { method: string; path: string; query: Record<string, string | string[]>; headers: Record<string, string>; body: string | Uint8Array | undefined }) {
        const query = Object.entries(request.query ?? {}).flatMap(([name, values]) => [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)).join('&');
        const sent = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body ?? new Uint8Array());
        const { status, headers, body } = answer({ method: request.method, path: request.path, query, headers: request.headers, body: sent });
        return Promise.resolve({ response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) } });
      },
    } as never,
  });
  const Command = commands[`${operation}Command`] as new (input: unknown) => never;
  return (client as unknown as { send(command: never): Promise<Record<string, unknown>> }).send(new Command(input));
}

/** White space alone the SDK's XML reader takes for none. */
const printable = (shape: Extract<Shape, { type: 'string' }>): fc.Arbitrary<string> => anyText(shape).filter((text) => text === '' || text.trim() !== '');

const anyText = (shape: Extract<Shape, { type: 'string' }>): fc.Arbitrary<string> => {
  const size = { minLength: shape.min ?? 0, maxLength: Math.min(shape.max ?? 20, (shape.min ?? 0) + 20) };
  if (shape.enum) return fc.constantFrom(...shape.enum);
  if (shape.pattern === undefined) return fc.string({ ...size, unit: fc.constantFrom('a', 'Z', '0', ' ', '+', '%', '&', '=', '<', '>', '"', "'", 'é', '漢', ']', '\n', '.') });
  const pattern = new RegExp(`^(?:${shape.pattern})$`, shape.pattern.includes('\\p{') ? 'u' : '');
  // fast-check makes no strings for classes of letters and for look-ahead.
  const matching = shape.pattern.includes('\\p{')
    ? fc.string({ ...size, unit: fc.constantFrom('é', 'ß', '漢', 'a', '1', ' ', '_', '@') })
    : shape.pattern.includes('(?!')
      ? fc.constantFrom('an-alias', 'alias', 'a-1-b')
      : fc.stringMatching(pattern, { size: 'medium' });
  return matching.map((text) => (text.length < size.minLength ? text.padEnd(size.minLength, text.at(-1) ?? 'a') : text.slice(0, shape.max))).filter((text) => pattern.test(text) && text.length >= size.minLength && (shape.max === undefined || text.length <= shape.max));
};

/** Values of a shape as the SDK takes and gives them. */
function valueOf(model: ApiModel, name: string, depth = 0): fc.Arbitrary<unknown> {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`no shape ${name}`);
  switch (shape.type) {
    case 'structure': {
      if (shape.union === true) return fc.oneof(...Object.entries(shape.members).map(([member, target]) => valueOf(model, target, depth + 1).map((held) => ({ [member]: held }) as unknown)));
      const members = Object.fromEntries(Object.entries(shape.members).filter(([member]) => depth < 4 || shape.required?.includes(member)).map(([member, target]) => [member, shape.path?.[member] === undefined ? valueOf(model, target, depth + 1) : valueOf(model, target, depth + 1).filter((held) => held !== '')]));
      // A structure without members leaves no trace in a form.
      // The SDK makes up a token where it is not given one.
      return fc.record(members, { requiredKeys: [...(shape.required ?? []), ...('clientToken' in members ? ['clientToken'] : [])] }).filter((value) => depth === 0 || Object.keys(members).length === 0 || Object.keys(value).length > 0);
    }
    case 'list': {
      const minLength = Math.max(shape.min ?? 0, 1);
      return fc.array(valueOf(model, shape.member, depth + 1), { minLength, maxLength: Math.min(shape.max ?? 3, minLength + 2) });
    }
    case 'map':
      return fc.array(fc.tuple(valueOf(model, shape.key, depth + 1), valueOf(model, shape.value, depth + 1)), { minLength: 1, maxLength: 3 }).map((entries) => Object.fromEntries(entries) as unknown);
    case 'string':
      return printable(shape);
    case 'integer':
      return fc.integer({ min: shape.min ?? 0, max: shape.max ?? 1_000_000 });
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
    case 'blob':
      return fc.uint8Array({ minLength: Math.max(shape.min ?? 0, 1), maxLength: 40 });
  }
}

/** IAM answers policy documents percent-encoded, and leaves their decoding to the client (R20.12). */
function withDocumentsDecoded(model: ApiModel, name: string, value: unknown): unknown {
  const shape = model.shapes[name];
  if (name === 'policyDocumentType') return decodeURIComponent(value as string);
  if (shape?.type === 'list') return (value as readonly unknown[]).map((held) => withDocumentsDecoded(model, shape.member, held));
  if (shape?.type !== 'structure') return value;
  return Object.fromEntries(Object.entries(value as object).map(([member, held]) => [member, held === undefined ? held : withDocumentsDecoded(model, shape.members[member] ?? '', held)]));
}

/** Blobs compare by their bytes, whatever kind of array holds them. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined).map(([key, held]) => [key, plain(held)]));
  return value;
};

const request = (headers: Readonly<Record<string, string>> = {}): RawRequest => ({ method: 'POST', target: '/', headers: Object.entries(headers), body: new Uint8Array(), sourceIp: '127.0.0.1', secure: false, receivedAt: new Date(0) });

const runs = 8;

const decoders: Readonly<Record<Protocol, (model: ApiModel, sent: Sent) => DecodedRequest>> = {
  query: (model, { body }) => decodeQuery(model, body),
  json: (model, { headers, body }) => decodeJson(model, headers['x-amz-target'], body),
  restJson: decodeRestJson,
};

describe.each(['iam', 'sts', 'organizations', 'access-analyzer'] as const)('every operation of %s', (service) => {
  const model = apiModel(service);
  // The SDK of a date may lack an operation that the model of another date has.
  const operations = Object.entries(model.operations).filter(([name]) => `${name}Command` in sdks[service].commands);
  const empty = (name: string) => answerOf(request(), model, name, {}, 'r');

  it('is known to the SDK', () => expect(operations.length).toBeGreaterThan({ iam: 160, sts: 10, organizations: 60, 'access-analyzer': 36 }[service]));

  it.each(operations.filter(([, { input }]) => input !== undefined))('%s: what the SDK sends is decoded to what it was given (R20.6)', async (name, { input }) => {
    await fc.assert(
      fc.asyncProperty(valueOf(model, input as string), async (value) => {
        let decoded: unknown;
        await send(service, name, value, (sent) => {
          decoded = decoders[model.protocol](model, sent).input;
          return empty(name) as never;
        });
        expect(plain(decoded)).toEqual(plain(value));
      }),
      { numRuns: runs },
    );
  });

  it.each(operations.filter(([, { output }]) => output !== undefined))('%s: what is answered the SDK reads as it was meant (R20.7)', async (name, { output }) => {
    await fc.assert(
      fc.asyncProperty(valueOf(model, output as string), async (value) => {
        const operation = model.operations[name];
        const sample = operation?.input === undefined ? {} : fc.sample(valueOf(model, operation.input), { numRuns: 1, seed: 1 })[0];
        const read = await send(service, name, sample, () => answerOf(request(), model, name, value, 'the-request') as never);
        const { $metadata, ...rest } = read as { $metadata: { requestId?: string } };
        expect(plain(withDocumentsDecoded(model, output as string, rest))).toEqual(plain(value));
        expect($metadata.requestId).toBe('the-request');
      }),
      { numRuns: runs },
    );
  });
});
