import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RealUpstream } from './real-upstream.ts';
import { startCommand } from './server-of-a-command.ts';

/** The only key that it knows: it verifies signatures. */
export const s3rverKey = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' } as const;

const program = `
const [directory, ...names] = process.argv.slice(1);
const S3rver = require('@20minutes/s3rver');
new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: names.map((name) => ({ name })) }).run().then(({ port }) => console.log('port ' + port));
`;

/** S3 in a folder that is gone afterwards. A process of its own: its libraries do not load under the conditions of these tests. */
export async function startS3rver(...buckets: readonly string[]): Promise<RealUpstream> {
  const directory = mkdtempSync(join(tmpdir(), 'assent-s3rver-'));
  const { url, close } = await startCommand(process.execPath, ['-e', program, directory, ...buckets], /^port (\d+)$/m);
  return {
    url,
    async close() {
      await close();
      rmSync(directory, { recursive: true });
    },
  };
}
