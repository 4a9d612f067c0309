/** Uploads one object in a single request, as fast as the other side takes it, and prints how many seconds it took until the answer.
 *
 *     node bench/gateway/put.ts PORT BYTES unsigned|chunks KEY_ID SECRET
 */
import { connect } from 'node:net';
import { hash, hmac, signedHead } from '../server/signed-request.ts';
import type { Key } from '../server/signed-request.ts';

const [port = 0, size = 0] = process.argv.slice(2, 4).map(Number);
const [way = '', id = '', secret = ''] = process.argv.slice(4);
const key: Key = { id, secret };

/** As SDKs cut them. */
const pieceSize = 65_536;
const piece = Buffer.alloc(pieceSize, 'a');
const count = size / pieceSize;
const target = '/photos/public/film.mp4';

/** What is sent, piece by piece. */
function* unsigned(): Generator<Buffer | string> {
  yield signedHead(key, port, { service: 's3', method: 'PUT', target, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }, 'UNSIGNED-PAYLOAD', size).head;
  for (let index = 0; index < count; index++) yield piece;
}

function* chunks(): Generator<Buffer | string> {
  const payload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const line = (length: number, signature: string): string => `${length.toString(16)};chunk-signature=${signature}\r\n`;
  const length = count * (line(pieceSize, '0'.repeat(64)).length + pieceSize + 2) + line(0, '0'.repeat(64)).length + 2;
  const headers = { 'x-amz-content-sha256': payload, 'x-amz-decoded-content-length': String(size), 'content-encoding': 'aws-chunked' };
  const { head, signature, timestamp, scope, signingKey } = signedHead(key, port, { service: 's3', method: 'PUT', target, headers }, payload, length);
  let previous = signature;
  const next = (dataHash: string): string => (previous = hmac(signingKey, `AWS4-HMAC-SHA256-PAYLOAD\n${timestamp}\n${scope}\n${previous}\n${hash('')}\n${dataHash}`).toString('hex'));
  // The pieces are alike, so that what is measured is not how fast this process hashes.
  const dataHash = hash(piece);
  yield head;
  for (let index = 0; index < count; index++) yield Buffer.concat([Buffer.from(line(pieceSize, next(dataHash))), piece, Buffer.from('\r\n')]);
  yield `${line(0, next(hash('')))}\r\n`;
}

const started = performance.now();
await new Promise<void>((resolve, reject) => {
  const socket = connect(port, '127.0.0.1');
  const body = way === 'chunks' ? chunks() : unsigned();
  let answer = '';
  const more = (): void => {
    for (;;) {
      const { done, value } = body.next();
      if (done === true) return;
      if (!socket.write(value as Buffer | string)) return;
    }
  };
  socket.on('connect', more).on('drain', more);
  socket.on('error', reject);
  socket.on('close', () => reject(new Error(`not answered: ${answer}`)));
  socket.on('data', (data) => {
    answer += data.toString('latin1');
    if (!answer.includes('\r\n\r\n')) return;
    if (answer.startsWith('HTTP/1.1 200 ')) resolve();
    else reject(new Error(`not answered: ${answer}`));
    socket.removeAllListeners('close').destroy();
  });
});
process.stdout.write(String((performance.now() - started) / 1000));
