/** Makes the API models of `@assent/catalog` from the published ones. Facts only: names, types, constraints, errors.
 *
 *     node tools/api-models/generate.ts --botocore DIR --botocore-version VERSION [--service NAME]...
 *
 * DIR is the `data` folder of an installed botocore. Operations and shapes that the AWS SDK for JavaScript already has
 * and botocore not yet come from the SDK's schemas, without constraints. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { ApiModel, ErrorModel, OperationModel, Protocol, ServiceName, Shape } from '../../packages/catalog/src/api/model.ts';
import { typesOf } from './types.ts';

const services: readonly ServiceName[] = ['iam', 'sts', 'organizations', 'access-analyzer'];

/** The name that botocore and the SDK give a service. */
const packageName = (service: ServiceName): string => service.replace('-', '');
const catalog = resolve(import.meta.dirname, '../../packages/catalog');
const require = createRequire(import.meta.url);

interface BotocoreShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string; readonly location?: string; readonly locationName?: string }>>;
  readonly timestampFormat?: string;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly sensitive?: boolean;
  readonly exception?: boolean;
  readonly union?: boolean;
  readonly fault?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number };
}

interface BotocoreModel {
  readonly metadata: Readonly<Record<string, string>>;
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly input?: { readonly shape: string };
        readonly output?: { readonly shape: string };
        readonly errors?: readonly { readonly shape: string }[];
        readonly http?: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
        readonly authtype?: string;
      }
    >
  >;
  readonly shapes: Readonly<Record<string, BotocoreShape>>;
}

function readBotocore(folder: string, service: string): BotocoreModel {
  const versions = join(folder, service);
  const latest = readdirSync(versions).sort().at(-1);
  if (latest === undefined) throw new Error(`no model of ${service} in ${versions}`);
  const file = readdirSync(join(versions, latest)).find((name) => name.startsWith('service-2.json'));
  if (file === undefined) throw new Error(`no service-2.json in ${join(versions, latest)}`);
  const bytes = readFileSync(join(versions, latest, file));
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as BotocoreModel;
}

/** A schema of the SDK: a tuple that begins with its kind. */
type SdkSchema = readonly [kind: number, namespace: string, name: string, traits: unknown, ...rest: readonly unknown[]];

function readSdk(service: string): { readonly version: string; readonly schemas: readonly SdkSchema[] } {
  const client = `@aws-sdk/client-${service}`;
  const exports = require(client) as Readonly<Record<string, unknown>>;
  const folder = require.resolve(client).replace(/dist-cjs.*$/, '');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, schemas: Object.values(exports).filter((value): value is SdkSchema => Array.isArray(value) && typeof value[0] === 'number') };
}

const shapeOf = (shape: BotocoreShape): Shape => {
  switch (shape.type) {
    case 'structure':
      return {
        type: 'structure',
        members: Object.fromEntries(Object.entries(shape.members ?? {}).map(([name, member]) => [name, member.shape])),
        ...(shape.required && shape.required.length > 0 ? { required: shape.required } : {}),
        ...(shape.union === true ? { union: true } : {}),
        ...located(shape, 'querystring', 'query'),
        ...located(shape, 'uri', 'path'),
      };
    case 'list':
      return { type: 'list', member: shape.member?.shape ?? '', ...range(shape) };
    case 'map':
      return { type: 'map', key: shape.key?.shape ?? '', value: shape.value?.shape ?? '', ...range(shape) };
    case 'string':
      return {
        type: 'string',
        ...range(shape),
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
        ...(shape.enum ? { enum: shape.enum } : {}),
        ...(shape.sensitive === true ? { sensitive: true } : {}),
      };
    case 'integer':
    case 'long':
      return { type: 'integer', ...range(shape) };
    case 'blob':
      return { type: 'blob', ...range(shape) };
    case 'boolean':
      return { type: 'boolean' };
    case 'timestamp':
      return { type: 'timestamp', ...(shape.timestampFormat === 'iso8601' ? { format: 'iso8601' } : {}) };
    default:
      throw new Error(`a shape of type ${shape.type} is new here`);
  }
};

/** The members of an input that do not stand in its body. */
function located({ members }: BotocoreShape, location: string, as: 'query' | 'path'): { query?: Record<string, string>; path?: Record<string, string> } {
  const found = Object.entries(members ?? {}).filter(([, member]) => member.location === location);
  return found.length === 0 ? {} : { [as]: Object.fromEntries(found.map(([name, { locationName }]) => [name, locationName ?? name])) };
}

const protocols: Readonly<Record<string, Protocol>> = { query: 'query', json: 'json', 'rest-json': 'restJson' };

const range = ({ min, max }: BotocoreShape): { min?: number; max?: number } => ({ ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) });

/** Adds what only the SDK has. Its simple types are numbers: 0 text, 1 number, 2 truth value, 4 time, 21 bytes; 64 is
 * added for a list of them, 128 for a map; a function stands for a schema defined elsewhere. */
class SdkShapes {
  readonly shapes: Record<string, Shape>;

  constructor(shapes: Record<string, Shape>) {
    this.shapes = shapes;
  }

  name(schema: unknown): string {
    const value: unknown = typeof schema === 'function' ? (schema as () => unknown)() : schema;
    if (typeof value === 'number') return this.#simple(value);
    // A member with traits of its own is a pair of its schema and these.
    if (Array.isArray(value) && value.length === 2) return this.name(value[0]);
    const [kind, , name, , ...rest] = value as SdkSchema;
    if (this.shapes[name]) return name;
    if (kind === 0) return this.#simple(rest[0] as number);
    if (kind === 1) {
      this.shapes[name] = { type: 'list', member: this.name(rest[0]) };
    } else if (kind === 2) {
      this.shapes[name] = { type: 'map', key: this.name(rest[0]), value: this.name(rest[1]) };
    } else if (kind === 4) {
      return this.#structure(name, rest, true);
    } else {
      return this.#structure(name, rest, false);
    }
    return name;
  }

  #structure(name: string, rest: readonly unknown[], union: boolean): string {
    const [members, schemas, required] = rest as [readonly string[], readonly unknown[], number | undefined];
    const count = union ? 0 : (required ?? 0);
    const found: Record<string, string> = {};
    this.shapes[name] = { type: 'structure', members: found, ...(count > 0 ? { required: members.slice(0, count) } : {}) };
    for (const [index, member] of members.entries()) found[member] = this.name(schemas[index]);
    return name;
  }

  #simple(code: number): string {
    if (code >= 128) return this.#plain('textMapType', { type: 'map', key: this.#simple(0), value: this.#simple(code - 128) });
    if (code >= 64) return this.#plain(`plain${code - 64}ListType`, { type: 'list', member: this.#simple(code - 64) });
    if (code === 0) return this.#plain('plainStringType', { type: 'string' });
    if (code === 1) return this.#plain('plainIntegerType', { type: 'integer' });
    if (code === 2) return this.#plain('plainBooleanType', { type: 'boolean' });
    if (code === 21) return this.#plain('plainBlobType', { type: 'blob' });
    if (code >= 4 && code <= 7) return this.#plain('plainTimestampType', { type: 'timestamp' });
    throw new Error(`simple type ${code} of the SDK is new here`);
  }

  #plain(name: string, shape: Shape): string {
    this.shapes[name] ??= shape;
    return name;
  }
}

function modelOf(service: ServiceName, botocore: BotocoreModel, botocoreVersion: string): ApiModel {
  const { metadata } = botocore;
  const sdk = readSdk(packageName(service));
  const protocol = protocols[metadata['protocol'] ?? ''];
  if (protocol === undefined) throw new Error(`the protocol ${metadata['protocol']} is new here`);
  const shapes: Record<string, Shape> = {};
  const errors: Record<string, ErrorModel> = {};
  for (const [name, shape] of Object.entries(botocore.shapes)) {
    shapes[name] = shapeOf(shape);
    if (shape.exception === true) {
      const status = shape.error?.httpStatusCode ?? (shape.fault === true ? 500 : 400);
      errors[name] = { code: shape.error?.code ?? name, status };
    }
  }
  const operations: Record<string, OperationModel> = {};
  for (const [name, operation] of Object.entries(botocore.operations)) {
    operations[name] = {
      ...(operation.input ? { input: operation.input.shape } : {}),
      ...(operation.output ? { output: operation.output.shape } : {}),
      ...(operation.authtype === 'none' ? { unsigned: true } : {}),
      errors: (operation.errors ?? []).map(({ shape }) => shape),
      ...(protocol === 'restJson' && operation.http ? { http: { method: operation.http.method, path: operation.http.requestUri, status: operation.http.responseCode ?? 200 } } : {}),
    };
  }
  const added = new SdkShapes(shapes);
  for (const schema of sdk.schemas) {
    const [kind, , name, , input, result] = schema;
    if (kind === -3 && errors[name] === undefined) {
      const traits = schema[3] as { awsQueryError?: readonly [string, number]; httpError?: number };
      errors[name] = { code: traits.awsQueryError?.[0] ?? name, status: traits.awsQueryError?.[1] ?? traits.httpError ?? 400 };
    }
    // Where an operation of REST stands is told by botocore alone.
    if (kind !== 9 || operations[name] || protocol === 'restJson') continue;
    const isUnit = (value: unknown): boolean => (typeof value === 'function' ? (value as () => unknown)() : value) === 'unit';
    operations[name] = {
      ...(isUnit(input) ? {} : { input: added.name(input) }),
      ...(isUnit(result) ? {} : { output: added.name(result) }),
      errors: [],
    };
  }
  return {
    source: `botocore ${botocoreVersion} (Apache-2.0) and @aws-sdk/client-${packageName(service)} ${sdk.version} (Apache-2.0), facts only`,
    date: new Date().toISOString().slice(0, 10),
    service,
    protocol,
    version: metadata['apiVersion'] ?? '',
    ...(metadata['xmlNamespace'] === undefined ? {} : { namespace: metadata['xmlNamespace'] }),
    ...(metadata['targetPrefix'] === undefined ? {} : { targetPrefix: metadata['targetPrefix'] }),
    operations: sorted(operations),
    errors: sorted(errors),
    shapes: sorted(onlyUsed(operations, shapes)),
  };
}

/** The shapes that an operation's input or output reaches; those of errors are told by their codes. */
function onlyUsed(operations: Readonly<Record<string, OperationModel>>, shapes: Readonly<Record<string, Shape>>): Record<string, Shape> {
  const used: Record<string, Shape> = {};
  const visit = (name: string | undefined): void => {
    const shape = name === undefined ? undefined : shapes[name];
    if (name === undefined || shape === undefined || used[name]) return;
    used[name] = shape;
    if (shape.type === 'structure') Object.values(shape.members).forEach(visit);
    if (shape.type === 'list') visit(shape.member);
    if (shape.type === 'map') [shape.key, shape.value].forEach(visit);
  };
  for (const { input, output: result } of Object.values(operations)) [input, result].forEach(visit);
  return used;
}

const sorted = <T>(entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));

/** JSON with one operation, error or shape a line: small, and readable in a diff. */
function print(model: ApiModel): string {
  const { operations, errors, shapes, ...head } = model;
  const block = (entries: object): string => `{\n${Object.entries(entries).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')}\n }`;
  return `${JSON.stringify(head, null, 1).replace(/\n\}$/, ',')}\n "operations": ${block(operations)},\n "errors": ${block(errors)},\n "shapes": ${block(shapes)}\n}\n`;
}

const { values } = parseArgs({ options: { botocore: { type: 'string' }, 'botocore-version': { type: 'string' }, service: { type: 'string', multiple: true } } });
if (values.botocore === undefined || values['botocore-version'] === undefined) {
  process.stderr.write('usage: node tools/api-models/generate.ts --botocore DIR --botocore-version VERSION [--service NAME]...\n');
  process.exit(2);
}
for (const service of services) {
  if (values.service && !values.service.includes(service)) continue;
  const model = modelOf(service, readBotocore(values.botocore, packageName(service)), values['botocore-version']);
  writeFileSync(join(catalog, 'data/api', `${service}.json`), print(model));
  writeFileSync(join(catalog, 'src/api', `${service}.types.ts`), typesOf(model));
}
