import type { Snapshot } from '../../directory/snapshot.ts';
import type { Store } from '../../store/store.ts';
import type { Upstream, Upstreams } from '../forwarding/upstreams.ts';
import { readableServices } from './readings.ts';
import { readService } from './service-reader.ts';
import { UpstreamClient } from './upstream-client.ts';

export interface UpstreamReaderOptions {
  readonly upstreams: Upstreams;
  readonly store: Store;
  readonly snapshot: Snapshot;
  /** The first one. */
  readonly account: string;
  now(): Date;
  /** Told in one line of each service of which not all could be read. */
  report(message: string): void;
}

/** For one request, and for all of one service, in milliseconds. */
const defaultTimeout = 5_000;
const defaultLimit = 60_000;

/** Reads what there is from the upstreams whose options say so, all services at the same time, and keeps it. What cannot be read
 * is told, and nothing is thrown for it. */
export async function readUpstreams(options: UpstreamReaderOptions): Promise<void> {
  await Promise.all(
    readableServices.map(async (service) => {
      const upstream = options.upstreams.find([service]);
      if (upstream?.read && upstream.read.services?.includes(service) !== false) await readFrom(service, upstream, options);
    }),
  );
}

async function readFrom(service: string, upstream: Upstream, { store, snapshot, account, now, report }: UpstreamReaderOptions): Promise<void> {
  const { sign, read } = upstream;
  const apart = upstream.account === 'caller';
  const regions = sign?.region === undefined ? (read?.regions ?? ['us-east-1']) : [sign.region];
  // Buckets are listed wherever one asks.
  for (const region of service === 's3' ? regions.slice(0, 1) : regions) {
    // Who asks with an account's key in an upstream that keeps them apart sees that account's.
    const accounts = !apart ? [upstream.account] : sign ? [account] : (await store.reader.selectFrom('accounts').select('id').execute()).map(({ id }) => id);
    for (const each of accounts) {
      const client = new UpstreamClient(upstream, { account: each, region, timeout: read?.timeout ?? defaultTimeout, now });
      const faults = await readService(service, { store, snapshot, client, apart, limit: read?.limit ?? defaultLimit });
      for (const fault of faults) report(printable(`reading ${service} from ${upstream.url.origin}: ${fault}`));
    }
  }
}

/** One line, whatever the upstream calls its resources. */
const printable = (text: string): string => text.replace(/[^\u0020-\u007E]+/g, ' ').slice(0, 1_024);
