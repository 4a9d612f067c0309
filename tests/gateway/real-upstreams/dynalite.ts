import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import type { RealUpstream } from './real-upstream.ts';

/** DynamoDB in memory. */
export async function startDynalite(): Promise<RealUpstream> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
