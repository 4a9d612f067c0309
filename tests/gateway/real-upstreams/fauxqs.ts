import { startFauxqs } from 'fauxqs';
import type { FauxqsServer } from 'fauxqs';
import type { RealUpstream } from './real-upstream.ts';

/** S3, SQS and SNS in memory. Queues are known by their names, whatever account a URL has. */
export async function startFauxqsUpstream(): Promise<RealUpstream & { readonly server: FauxqsServer }> {
  const server = await startFauxqs({ port: 0, logger: false });
  return { url: `http://127.0.0.1:${server.port}`, server, close: () => server.stop() };
}
