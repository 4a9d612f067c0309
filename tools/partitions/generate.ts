/** Makes the partitions and regions of `@assent/catalog` from the endpoint data of the AWS SDK for JavaScript
 * (Apache-2.0), which the SDK clients among the development dependencies bring along.
 *
 *     node tools/partitions/generate.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const home = resolve(root, 'node_modules/@aws-sdk/core');
const data = (await import(pathToFileURL(resolve(home, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js')).href)) as {
  readonly partitionsInfo: { readonly partitions: readonly { readonly id: string; readonly regions: Readonly<Record<string, unknown>> }[] };
};
const { version } = JSON.parse(readFileSync(resolve(home, 'package.json'), 'utf8')) as { version: string };
const partitions = data.partitionsInfo.partitions.map(({ id, regions }) => `  ${JSON.stringify(id)}: ${JSON.stringify(Object.keys(regions).filter((region) => !region.endsWith('-global')))}`);
const head = { source: `@aws-sdk/core ${version} (Apache-2.0), facts only`, date: new Date().toISOString().slice(0, 10) };
writeFileSync(resolve(root, 'packages/catalog/data/partitions.json'), `${JSON.stringify(head, null, 1).replace(/\n\}$/, ',')}\n "partitions": {\n${partitions.join(',\n')}\n }\n}\n`);
