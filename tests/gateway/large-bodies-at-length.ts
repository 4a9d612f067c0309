import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { deriveSigningKey } from '../../packages/server/src/signature/signing-key.ts';
import { rootKey } from '../clients/aws-clients.ts';
import { dataFolder, ServerProcess } from '../clients/server-process.ts';
import { memoryDuring, piece, startCountingUpstream, writeAll } from './large-body.ts';
import type { CountingUpstream } from './large-body.ts';
import { signedHead, Wire } from './signed-request.ts';

const bound = 100 << 20;
const megabytes = (bytes: number): string => `${(bytes / (1 << 20)).toFixed(0)} MB`;

/** Sends so many gigabytes through a server of its own, up without a signature, up in signed chunks, and down, and watches its
 * memory.
 * @throws Error where bytes are missing, or it takes more than 100 MB of memory on */
export async function streamAtLength(gigabytes = 5): Promise<void> {
  const pieces = (gigabytes * (1 << 30)) / piece.length;
  const folder = dataFolder();
  const upstream = await startCountingUpstream(pieces);
  const server = await ServerProcess.start(folder.path, ['--upstream', `s3=${upstream.url}`]);
  try {
    for (const [what, transfer] of Object.entries(transfers)) {
      let bytes = 0;
      const started = performance.now();
      const { most, grown } = await memoryDuring(server.adminUrl, async () => {
        bytes = await transfer(server, upstream, pieces);
      });
      const seconds = (performance.now() - started) / 1000;
      process.stdout.write(`${megabytes(bytes)} ${what} in ${seconds.toFixed(0)} s (${megabytes(bytes / seconds)}/s), ${megabytes(most)} of memory at the most, ${megabytes(grown)} more than before\n`);
      if (bytes < pieces * piece.length) throw new Error(`${what}: only ${bytes} bytes came through`);
      if (grown > bound) throw new Error(`${what}: it took ${megabytes(grown)} of memory`);
    }
  } finally {
    await server.stop();
    upstream.close();
    folder.remove();
  }
}

type Transfer = (server: ServerProcess, upstream: CountingUpstream, pieces: number) => Promise<number>;

/** @returns bytes of the body that arrived */
const transfers: Readonly<Record<string, Transfer>> = {
  'up, not signed': (server, upstream, pieces) => upload(server, upstream, 'UNSIGNED-PAYLOAD', {}, piece.length * pieces, () => repeated(pieces)),
  'up, in signed chunks': (server, upstream, pieces) => {
    const headers = { 'x-amz-decoded-content-length': String(piece.length * pieces), 'content-encoding': 'aws-chunked' };
    const framing = `${piece.length.toString(16)};chunk-signature=${'0'.repeat(64)}\r\n\r\n`.length;
    const end = `0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`.length;
    return upload(server, upstream, 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', headers, (piece.length + framing) * pieces + end, (head) => signedChunks(head, pieces));
  },
  down: async (server) => {
    const wire = new Wire(server.url);
    wire.socket.removeAllListeners('data');
    let got = 0;
    wire.socket.on('data', (data: Buffer) => (got += data.length));
    wire.write(`${await signedHead(server.url, rootKey, { method: 'GET', path: '/photos/k' })}Connection: close\r\n\r\n`);
    await once(wire.socket, 'close');
    return got;
  },
};

async function upload(server: ServerProcess, upstream: CountingUpstream, payload: string, headers: Readonly<Record<string, string>>, length: number, body: (head: string) => Iterable<Uint8Array>): Promise<number> {
  const head = await signedHead(server.url, rootKey, { method: 'PUT', path: '/photos/k', payload, headers });
  const wire = new Wire(server.url);
  wire.write(`${head}Connection: close\r\nContent-Length: ${length}\r\n\r\n`);
  await writeAll(wire, body(head));
  const answer = await wire.end();
  if (!answer.startsWith('HTTP/1.1 200 ')) throw new Error(`the body was not taken: ${answer}`);
  return upstream.received();
}

function* repeated(pieces: number): Iterable<Uint8Array> {
  for (let index = 0; index < pieces; index++) yield piece;
}

/** Each chunk signs the signature before it; the last one is empty. */
function* signedChunks(head: string, pieces: number): Iterable<Uint8Array> {
  const timestamp = /x-amz-date: (\S+)/i.exec(head)?.[1] ?? '';
  const scope = { date: timestamp.slice(0, 8), region: 'us-east-1', service: 's3' };
  const key = deriveSigningKey(rootKey.secretAccessKey, scope);
  const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
  const hashes = { full: sha256(piece), none: sha256('') };
  let previous = /Signature=(\w+)/.exec(head)?.[1] ?? '';
  for (let index = 0; index <= pieces; index++) {
    const hash = index < pieces ? hashes.full : hashes.none;
    previous = createHmac('sha256', key).update(`AWS4-HMAC-SHA256-PAYLOAD\n${timestamp}\n${scope.date}/us-east-1/s3/aws4_request\n${previous}\n${hashes.none}\n${hash}`).digest('hex');
    yield index < pieces ? Buffer.concat([Buffer.from(`${piece.length.toString(16)};chunk-signature=${previous}\r\n`), piece, Buffer.from('\r\n')]) : Buffer.from(`0;chunk-signature=${previous}\r\n\r\n`);
  }
}
