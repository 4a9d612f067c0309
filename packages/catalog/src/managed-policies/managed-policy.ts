import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** A policy that AWS manages. */
export interface ManagedPolicy {
  /** In the partition `aws`; policies are the same in others but for it. */
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly defaultVersion: string;
  /** ISO 8601, UTC. */
  readonly createDate: string;
  readonly updateDate: string;
}

/** The form of the data: documents lie apart, compressed in blocks, in the order of the policies. */
export interface ManagedPolicyIndex {
  readonly source: string;
  readonly date: string;
  readonly blockSize: number;
  readonly blockLengths: readonly number[];
  readonly policies: readonly (readonly [name: string, path: string, id: string, defaultVersion: string, createDate: string, updateDate: string])[];
}

interface Loaded {
  readonly index: ManagedPolicyIndex;
  readonly list: readonly ManagedPolicy[];
  readonly positions: ReadonlyMap<string, number>;
}

let loaded: Loaded | undefined;

const dataFile = (name: string): URL => new URL(`../../data/managed-policies/${name}`, import.meta.url);

/** Read when it is first asked for: who never does pays nothing. */
function load(): Loaded {
  if (loaded) return loaded;
  const index = JSON.parse(readFileSync(dataFile('index.json'), 'utf8')) as ManagedPolicyIndex;
  const list = index.policies.map(([name, path, id, defaultVersion, createDate, updateDate]) => ({
    arn: `arn:aws:iam::aws:policy${path}${name}`,
    name,
    path,
    id,
    defaultVersion,
    createDate: `${createDate}Z`,
    updateDate: `${updateDate}Z`,
  }));
  loaded = { index, list, positions: new Map(list.map(({ arn }, position) => [arn, position])) };
  return loaded;
}

/** All of them, sorted by name without case. */
export const listManagedPolicies = (): readonly ManagedPolicy[] => load().list;

/** Finds one by its ARN in the partition `aws`. */
export function findManagedPolicy(arn: string): ManagedPolicy | undefined {
  const { list, positions } = load();
  const position = positions.get(arn);
  return position === undefined ? undefined : list[position];
}

/** How many blocks of documents stay decompressed. */
const blocksKept = 2;
const blocks = new Map<number, readonly string[]>();

/** The text of the default version; `undefined` for a policy that does not exist. */
export function managedPolicyDocument(arn: string): string | undefined {
  const { index, positions } = load();
  const position = positions.get(arn);
  if (position === undefined) return undefined;
  const block = Math.floor(position / index.blockSize);
  let documents = blocks.get(block);
  if (!documents) {
    const start = index.blockLengths.slice(0, block).reduce((sum, length) => sum + length, 0);
    const bytes = readFileSync(dataFile('documents.br')).subarray(start, start + (index.blockLengths[block] ?? 0));
    documents = brotliDecompressSync(bytes).toString('utf8').split('\n');
    const [oldest] = blocks.keys();
    if (blocks.size >= blocksKept && oldest !== undefined) blocks.delete(oldest);
    blocks.set(block, documents);
  }
  return documents[position % index.blockSize];
}
