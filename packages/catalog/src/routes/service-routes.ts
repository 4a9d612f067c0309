import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { routeProtocols } from './route-data.ts';
import type { OperationData, RoutesData, RoutesIndex, ShapeData } from './route-data.ts';
import { inputShape } from './input-shape.ts';
import type { InputStructure } from './input-shape.ts';

export type RouteProtocol = (typeof routeProtocols)[number];

/** A service as requests name it. */
export interface RoutedService {
  readonly service: string;
  /** Of the API: `2012-11-05`. */
  readonly version: string;
  /** In the credential scope of signatures. */
  readonly signingName: string;
  /** First label of its hosts: `sqs` of `sqs.eu-west-1.amazonaws.com`. */
  readonly endpointPrefix: string;
  readonly actionPrefix: string;
  readonly protocols: readonly RouteProtocol[];
  /** What stands before the dot of `X-Amz-Target`; empty for services without. */
  readonly target: string;
}

export interface RoutedOperation {
  readonly name: string;
  readonly input: InputStructure | undefined;
  /** Whether its clients send it unsigned. */
  readonly unsigned: boolean;
  /** Of REST; empty for other protocols. */
  readonly method: string;
  /** Path with `{Label}` and `{Greedy+}` and, behind `?`, the literal part of the query; empty for other protocols. */
  readonly template: string;
}

/** The operations of a service by name. */
export type ServiceRoutes = ReadonlyMap<string, RoutedOperation>;

interface Loaded {
  readonly services: readonly RoutedService[];
  readonly places: ReadonlyMap<string, readonly [start: number, end: number]>;
}

const dataFile = (name: string): URL => new URL(`../../data/routes/${name}`, import.meta.url);
const routes = new Map<string, ServiceRoutes>();
let loaded: Loaded | undefined;
let bytes: Buffer | undefined;

function load(): Loaded {
  if (loaded) return loaded;
  const index = JSON.parse(readFileSync(dataFile('index.json'), 'utf8')) as RoutesIndex;
  let end = 0;
  const places = new Map<string, readonly [number, number]>();
  const services = index.services.map(([service, version, signingName, endpointPrefix, actionPrefix, protocols, target, length]): RoutedService => {
    places.set(service, [end, (end += length)]);
    return { service, version, signingName, endpointPrefix, actionPrefix, protocols: protocols.flatMap((position) => routeProtocols[position] ?? []), target };
  });
  loaded = { services, places };
  return loaded;
}

/** All services that have an API, sorted by the name of their model. */
export const listRoutedServices = (): readonly RoutedService[] => load().services;

/** The operations of a service, read when they are first asked for; `undefined` for a service that does not exist.
 * @param service as in `RoutedService` */
export function findServiceRoutes(service: string): ServiceRoutes | undefined {
  const known = routes.get(service);
  const place = load().places.get(service);
  if (known || !place) return known;
  bytes ??= readFileSync(dataFile('services.br'));
  const data = JSON.parse(brotliDecompressSync(bytes.subarray(...place)).toString('utf8')) as RoutesData;
  const made = new Map(data.operations.map((operation) => [operation[0], operationOf(operation, data.shapes)]));
  routes.set(service, made);
  return made;
}

function operationOf([name, position, unsigned, method = '', template = '']: OperationData, shapes: readonly ShapeData[]): RoutedOperation {
  let input: InputStructure | undefined;
  return {
    name,
    unsigned: unsigned === 1,
    method,
    template,
    get input() {
      if (input || position < 0) return input;
      const shape = inputShape(position, shapes);
      if (shape.kind === 'structure') input = shape;
      return input;
    },
  };
}
