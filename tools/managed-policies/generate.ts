/** Makes the AWS managed policies of `@assent/catalog` from moto's data module (Apache-2.0).
 *
 *     node tools/managed-policies/generate.ts --moto FILE --moto-version VERSION
 *
 * FILE is `moto/iam/aws_managed_policies.py`: one JSON object between triple quotes. Its data carries no policy ids;
 * ids are made from the ARN, so that they are stable and have AWS's form. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import type { ManagedPolicyIndex } from '../../packages/catalog/src/managed-policies/managed-policy.ts';

interface MotoPolicy {
  readonly CreateDate: string;
  readonly UpdateDate: string;
  readonly DefaultVersionId: string;
  readonly Path: string;
  readonly Document: object;
}

/** How many documents are compressed together. */
const blockSize = 64;
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const { values } = parseArgs({ options: { moto: { type: 'string' }, 'moto-version': { type: 'string' } } });
if (values.moto === undefined || values['moto-version'] === undefined) {
  process.stderr.write('usage: node tools/managed-policies/generate.ts --moto FILE --moto-version VERSION\n');
  process.exit(2);
}
const source = readFileSync(values.moto, 'utf8');
const json = source.slice(source.indexOf('"""') + 3, source.lastIndexOf('"""'));
const policies = Object.entries(JSON.parse(json) as Record<string, MotoPolicy>).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

const idOf = (arn: string): string => `ANPA${[...createHash('sha256').update(arn).digest().subarray(0, 17)].map((byte) => base32.charAt(byte & 31)).join('')}`;

const blocks: Buffer[] = [];
for (let from = 0; from < policies.length; from += blockSize) {
  const documents = policies.slice(from, from + blockSize).map(([, { Document }]) => JSON.stringify(Document));
  blocks.push(brotliCompressSync(documents.join('\n'), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
const index: ManagedPolicyIndex = {
  source: `moto ${values['moto-version']} (Apache-2.0), moto/iam/aws_managed_policies.py`,
  date: new Date().toISOString().slice(0, 10),
  blockSize,
  blockLengths: blocks.map(({ length }) => length),
  policies: policies.map(([name, { Path, DefaultVersionId, CreateDate, UpdateDate }]) => [name, Path, idOf(`arn:aws:iam::aws:policy${Path}${name}`), DefaultVersionId, CreateDate.slice(0, 19), UpdateDate.slice(0, 19)]),
};
const folder = resolve(import.meta.dirname, '../../packages/catalog/data/managed-policies');
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index).replaceAll('],[', '],\n[')}\n`);
writeFileSync(join(folder, 'documents.br'), Buffer.concat(blocks));
