import { parseArn } from '@assent/policy';
import { applyResourceChanges } from '../../directory/resource.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import type { Store } from '../../store/store.ts';
import { regionPattern } from '../routing/host.ts';
import { inTurns } from './in-turns.ts';
import { changesOf } from './read-changes.ts';
import type { Found, ReadResource } from './read-resource.ts';
import { readings } from './readings.ts';
import { AnswerError, UpstreamRefusal, UpstreamSilence } from './reading-error.ts';
import type { UpstreamClient } from './upstream-client.ts';

export interface ServiceReaderOptions {
  readonly store: Store;
  readonly snapshot: Snapshot;
  readonly client: UpstreamClient;
  /** Whether the upstream keeps accounts apart. */
  readonly apart: boolean;
  /** For all of the service, in milliseconds. */
  readonly limit: number;
}

/** Resources that are read at the same time. */
const width = 4;
/** Changes that are written at once. */
const batch = 500;

/** Reads the resources of a service and keeps them. What cannot be read stays as it is known; after a reading without faults
 * what was not found is no more.
 * @returns why not all could be read; empty where all was */
export async function readService(service: string, options: ServiceReaderOptions): Promise<readonly string[]> {
  const { store, snapshot, client, apart, limit } = options;
  const facts = { snapshot, account: client.account, region: client.region, apart };
  const before = knownOf(service, options);
  const changes: ResourceChange[] = [];
  const faults: string[] = [];
  let count = 0;
  const keep = async (): Promise<void> => {
    const written = changes.splice(0);
    if (written.length > 0) await store.write((writer) => applyResourceChanges(writer, written, () => client.account));
  };
  const ends = performance.now() + limit;
  const take = async (found: Found): Promise<void> => {
    if (performance.now() > ends) throw new UpstreamSilence(`not all of it could be read within ${Math.round(limit / 1_000)} seconds`);
    count++;
    const read = await orFault(async () => (await found.read()).flatMap((each) => changesOf(checked(each, service, client.region), facts)));
    if (read instanceof Error) {
      faults.push(`${found.name}: ${read.message}`);
      return;
    }
    for (const { arn } of read) before.delete(arn);
    changes.push(...read);
    if (changes.length >= batch) await keep();
  };
  const { read } = readings[service] ?? {};
  if (!read) throw new RangeError(`nothing of \`${service}\` can be read`);
  const ended = await inTurns(read(client), width, take).then(() => undefined, asFault);
  if (!ended && faults.length === 0) changes.push(...Array.from(before, (arn) => ({ kind: 'gone', arn }) as const));
  await keep();
  const some = faults.length === 0 ? [] : [`${faults.length} of ${count} could not be read, such as ${faults[0]}`];
  return ended ? [ended.message, ...some] : some;
}

/** What is known of the service, as far as a whole reading would find it. */
function knownOf(service: string, { snapshot, client, apart }: ServiceReaderOptions): Set<string> {
  const known = new Set<string>();
  for (const { id, account } of snapshot.resources()) {
    const arn = parseArn(id);
    const here = arn?.service === service && (arn.region === '' || arn.region === client.region) && (!apart || account === client.account);
    if (here && readings[service]?.finds.test(arn.resource) === true) known.add(id);
  }
  return known;
}

/** An upstream tells of what is its own.
 * @throws AnswerError for what is no ARN of the service in the region */
function checked(read: ReadResource, service: string, region: string): ReadResource {
  const match = /^arn:aws[a-z-]{0,16}:([a-z0-9-]{1,32}):([a-z0-9-]{0,32}):(?:\d{12})?:([\x21-\x7E]{1,1024})$/.exec(read.arn);
  const [, named, where = '', resource = ''] = match ?? [];
  const isOne = !/[*?]/.test(resource) || (service === 's3' && resource === '*');
  if (named !== service || (regionPattern.test(where) && where !== region) || !isOne) throw new AnswerError(`\`${read.arn.slice(0, 256)}\` is no resource of ${service} in ${region}`);
  return read;
}

async function orFault<T>(work: () => Promise<T>): Promise<T | Error> {
  try {
    return await work();
  } catch (error) {
    // One that does not answer at all is asked no more.
    if (error instanceof UpstreamSilence) throw error;
    return asFault(error);
  }
}

/** @throws what is no fault of the upstream */
function asFault(error: unknown): Error {
  if (error instanceof UpstreamRefusal || error instanceof UpstreamSilence || error instanceof AnswerError) return error;
  throw error;
}
