import { applyResourceChanges } from '../../directory/resource.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import type { Store } from '../../store/store.ts';
import type { Upstream, Upstreams } from '../forwarding/upstreams.ts';
import { inTurns } from './in-turns.ts';
import { changesOf } from './read-changes.ts';
import type { Found, Reading } from './read-resource.ts';
import { readings } from './readings.ts';
import { AnswerError, UpstreamRefusal, UpstreamSilence } from './reading-error.ts';
import { UpstreamClient } from './upstream-client.ts';

export interface ReaderOptions {
  readonly upstreams: Upstreams;
  readonly store: Store;
  readonly snapshot: Snapshot;
  /** Whose the resources are where an upstream's options do not say. */
  readonly account: string;
  now(): Date;
  /** Told in one line of each service of which not all could be read. */
  report(message: string): void;
}

/** Resources of one service that are read at the same time. */
const width = 4;
/** Changes that are written at once. */
const batch = 500;
/** For one request, and for all of one service in one region. */
const defaultTimeout = 5_000;
const serviceLimit = 60_000;

/** Reads what there is from the upstreams whose options say so, all services at the same time, and keeps it. What cannot be read
 * stays unknown, and is told; nothing is thrown for it. */
export async function readUpstreams(options: ReaderOptions): Promise<void> {
  const { upstreams } = options;
  await Promise.all(
    Object.entries(readings).flatMap(([service, reading]) => {
      const upstream = upstreams.find([service]);
      if (!upstream?.read || upstream.read.services?.includes(service) === false) return [];
      const own = upstream.sign?.region ?? 'us-east-1';
      const regions = upstream.read.regions ?? [own];
      // Buckets are listed wherever one asks.
      return (service === 's3' ? regions.slice(0, 1) : regions).map((region) => readService({ service, reading, region, upstream }, options));
    }),
  );
}

interface Task {
  readonly service: string;
  readonly reading: Reading;
  readonly region: string;
  readonly upstream: Upstream;
}

async function readService({ service, reading, region, upstream }: Task, options: ReaderOptions): Promise<void> {
  const { snapshot, now, report } = options;
  const account = upstream.read?.account ?? options.account;
  const client = new UpstreamClient(upstream, { account, region, timeout: upstream.read?.timeout ?? defaultTimeout, now });
  const facts = { account, snapshot, known: (arn: string) => snapshot.find('resource', arn) };
  const failed: string[] = [];
  let count = 0;
  const changes: ResourceChange[] = [];
  const ends = performance.now() + serviceLimit;
  const take = async (found: Found): Promise<void> => {
    if (performance.now() > ends) throw new UpstreamSilence(`not all of it could be read within ${serviceLimit / 1_000} seconds`);
    count++;
    try {
      changes.push(...(await found.read()).flatMap((read) => changesOf(read, facts)));
    } catch (error) {
      if (!(error instanceof UpstreamRefusal || error instanceof AnswerError)) throw error;
      failed.push(`${found.name}: ${error.message}`);
    }
    if (changes.length >= batch) await keep(options.store, changes.splice(0));
  };
  const where = `reading ${service} from ${upstream.url.origin}`;
  try {
    await inTurns(reading(client), width, take);
  } catch (error) {
    if (!(error instanceof UpstreamRefusal || error instanceof UpstreamSilence || error instanceof AnswerError)) throw error;
    report(printable(`${where}: ${error.message}`));
  }
  await keep(options.store, changes);
  if (failed.length > 0) report(printable(`${where}: ${failed.length} of ${count} could not be read, such as ${failed[0]}`));
}

const keep = async (store: Store, changes: readonly ResourceChange[]): Promise<void> => {
  if (changes.length > 0) await store.write((writer) => applyResourceChanges(writer, changes));
};

/** One line, whatever the upstream calls its resources. */
const printable = (text: string): string => text.replace(/[^\u0020-\u007E]+/g, ' ').slice(0, 1_024);
