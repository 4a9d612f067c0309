/** Makes the routing tables of `@assent/catalog` from botocore's service models (Apache-2.0): names of services and
 * operations, and where a request carries what. Names and places only, no descriptions.
 *
 *     node --conditions=@assent/source tools/routes/generate.ts --botocore DIR --botocore-version VERSION
 *
 * DIR is the `data` folder of an installed botocore. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { routeProtocols } from '../../packages/catalog/src/routes/route-data.ts';
import type { OperationData, RoutesData, RoutesIndex, ServiceEntry } from '../../packages/catalog/src/routes/route-data.ts';
import { actionPrefixOf } from './action-prefix.ts';
import { InputShapes } from './input-shapes.ts';
import type { ServiceModel } from './service-model.ts';

const { values } = parseArgs({ options: { botocore: { type: 'string' }, 'botocore-version': { type: 'string' } } });
const { botocore, 'botocore-version': version } = values;
if (botocore === undefined || version === undefined) {
  process.stderr.write('usage: node tools/routes/generate.ts --botocore DIR --botocore-version VERSION\n');
  process.exit(2);
}

/** Operations that share their route with one that takes more, or that are sent to hosts of their own. */
const leftOut: Readonly<Record<string, readonly string[]>> = { s3: ['ListDirectoryBuckets', 'CreateSession', 'WriteGetObjectResponse'] };

function readModel(folder: string): ServiceModel | undefined {
  const latest = readdirSync(join(folder)).filter((name) => existsSync(join(folder, name, 'service-2.json')) || existsSync(join(folder, name, 'service-2.json.gz'))).sort().at(-1);
  if (latest === undefined) return undefined;
  const plain = join(folder, latest, 'service-2.json');
  return JSON.parse((existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`))).toString('utf8')) as ServiceModel;
}

function routesOf(service: string, model: ServiceModel): RoutesData {
  const protocol = model.metadata.protocol;
  const shapes = new InputShapes(service, model);
  const operations = Object.entries(model.operations).flatMap(([name, { http, input, authtype, deprecated, auth }]): OperationData[] => {
    if (leftOut[service]?.includes(name)) return [];
    const route = `${http.method} ${http.requestUri}`;
    if (deprecated === true && Object.entries(model.operations).some(([other, { http: own }]) => other !== name && `${own.method} ${own.requestUri}` === route && protocol.startsWith('rest'))) return [];
    const unsigned = authtype === 'none' || auth?.[0] === 'smithy.api#noAuth' ? 1 : 0;
    const position = input === undefined ? -1 : shapes.add(input.shape);
    return [protocol.startsWith('rest') ? [name, position, unsigned, http.method, http.requestUri] : [name, position, unsigned]];
  });
  return { operations, shapes: shapes.list() };
}

const entries: ServiceEntry[] = [];
const blocks: Buffer[] = [];
for (const folder of readdirSync(botocore, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const model = readModel(join(botocore, folder.name));
  // Of a service that speaks the query protocol with a parameter of its own for the action, there is no routing.
  if (!model || folder.name === 'importexport') continue;
  const { metadata } = model;
  const block = brotliCompressSync(JSON.stringify(routesOf(folder.name, model)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } });
  const protocols = (metadata.protocols ?? [metadata.protocol]).map((name) => {
    const position = routeProtocols.findIndex((known) => known === name);
    if (position < 0) throw new Error(`the protocol ${name} of ${folder.name} is new here`);
    return position;
  });
  // Old clients, and tools that write requests by hand, still send SQS the query protocol.
  if (folder.name === 'sqs' && !protocols.includes(3)) protocols.push(3);
  const signingName = metadata.signingName ?? metadata.endpointPrefix;
  const actionPrefix = actionPrefixOf(folder.name, signingName, metadata.endpointPrefix, Object.keys(model.operations));
  entries.push([folder.name, metadata.apiVersion, signingName, metadata.endpointPrefix, actionPrefix, protocols, metadata.targetPrefix ?? '', block.length]);
  blocks.push(block);
}
const index: RoutesIndex = { source: `botocore ${version}, service models; facts only`, licence: 'Apache-2.0', date: new Date().toISOString().slice(0, 10), services: entries };
const target = resolve(import.meta.dirname, '../../packages/catalog/data/routes');
writeFileSync(join(target, 'index.json'), `${JSON.stringify(index).replaceAll('],[', '],\n[')}\n`);
writeFileSync(join(target, 'services.br'), Buffer.concat(blocks));
