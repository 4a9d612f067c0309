import { readFileSync } from 'node:fs';

interface PartitionData {
  readonly partitions: Readonly<Record<string, readonly string[]>>;
}

let partitions: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** AWS's partitions with their regions, as the SDK knows them. */
export function listPartitions(): ReadonlyMap<string, ReadonlySet<string>> {
  if (partitions) return partitions;
  const data = JSON.parse(readFileSync(new URL('../../data/partitions.json', import.meta.url), 'utf8')) as PartitionData;
  partitions = new Map(Object.entries(data.partitions).map(([id, regions]) => [id, new Set(regions)]));
  return partitions;
}
