import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { ServiceReference } from './service.ts';
import type { Action, ConditionKey } from './service.ts';
import type { ServiceData, ServiceReferenceIndex } from './reference-data.ts';

/** A service by the prefix of its actions, and the name that AWS's pages give it. */
export interface NamedService {
  readonly prefix: string;
  readonly name: string;
}

interface Loaded {
  readonly names: readonly NamedService[];
  /** Where a service lies in the compressed file. */
  readonly places: ReadonlyMap<string, { readonly name: string; readonly start: number; readonly end: number }>;
  readonly bytes: Buffer;
  readonly arnServices: ReadonlyMap<string, readonly string[]>;
  readonly unlistedArns: ReadonlyMap<string, readonly string[]>;
  readonly keyPrefixes: ReadonlyMap<string, readonly string[]>;
}

let loaded: Loaded | undefined;
const services = new Map<string, ServiceReference>();

const dataFile = (name: string): URL => new URL(`../../data/service-reference/${name}`, import.meta.url);

/** Read when it is first asked for; services are taken out of it one by one. */
function load(): Loaded {
  if (loaded) return loaded;
  const index = JSON.parse(readFileSync(dataFile('index.json'), 'utf8')) as ServiceReferenceIndex;
  let end = 0;
  const places = new Map(index.services.map(([prefix, name, length]) => [prefix, { name, start: end, end: (end += length) }] as const));
  loaded = {
    names: index.services.flatMap(([prefix, name, , retired]) => (retired ? [] : [{ prefix, name }])),
    places,
    bytes: readFileSync(dataFile('services.br')),
    arnServices: new Map(Object.entries(index.arnServices)),
    unlistedArns: new Map(Object.entries(index.unlistedArns)),
    keyPrefixes: new Map(Object.entries(index.keyPrefixes)),
  };
  return loaded;
}

/** All services but those that AWS has retired, sorted by prefix. */
export const listServices = (): readonly NamedService[] => load().names;

/** The name that AWS's pages give to a service; `undefined` for a prefix that does not exist.
 * @param prefix without regard to case */
export const serviceName = (prefix: string): string | undefined => load().places.get(prefix.toLowerCase())?.name;

/** A service with its actions, resource types and condition keys; `undefined` for a prefix that does not exist.
 * @param prefix without regard to case */
export function findService(prefix: string): ServiceReference | undefined {
  const key = prefix.toLowerCase();
  const known = services.get(key);
  if (known) return known;
  const { places, bytes } = load();
  const place = places.get(key);
  if (!place) return undefined;
  const data = JSON.parse(brotliDecompressSync(bytes.subarray(place.start, place.end)).toString('utf8')) as ServiceData;
  const service = new ServiceReference(key, place.name, data);
  services.set(key, service);
  return service;
}

/** An action by its whole name, without regard to case.
 * @example findAction('s3:getobject')?.accessLevel // 'Read' */
export function findAction(action: string): Action | undefined {
  const colon = action.indexOf(':');
  return colon < 0 ? undefined : findService(action.slice(0, colon))?.action(action.slice(colon + 1));
}

/** The forms of ARNs that have this service part, of whatever service the resource types are.
 * @example findArnFormats('iam') // 'arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}' … */
export function findArnFormats(arnService: string): readonly string[] {
  const { arnServices, unlistedArns } = load();
  const listed = (arnServices.get(arnService) ?? []).flatMap((prefix) => findService(prefix)?.resourceTypes ?? []);
  return [...listed.map(({ arn }) => arn).filter((arn) => arn.split(':')[2] === arnService), ...(unlistedArns.get(arnService) ?? [])];
}

/** A condition key that is no global one, by its whole name, without regard to case. */
export function findServiceConditionKey(name: string): ConditionKey | undefined {
  const prefix = name.slice(0, Math.max(0, name.indexOf(':'))).toLowerCase();
  const own = findService(prefix)?.conditionKey(name);
  if (own) return own;
  for (const other of load().keyPrefixes.get(prefix) ?? []) {
    const key = findService(other)?.conditionKey(name);
    if (key) return key;
  }
  return undefined;
}

/** Whether some service has condition keys with this prefix. */
export const isKeyPrefix = (prefix: string): boolean => load().places.has(prefix.toLowerCase()) || load().keyPrefixes.has(prefix.toLowerCase());
