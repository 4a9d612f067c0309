/** A load generator as a process of its own: sends the same bytes over and over, on some connections, one request at a
 * time on each, and prints how many answers came, and how many that is a second.
 *
 *     node bench/server/load.ts PORT CONNECTIONS SECONDS [ANSWERS] < request
 *
 * It goes on until there were as many ANSWERS, however long that takes.
 */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port = 0, connections = 1, seconds = 1, wanted = 0] = process.argv.slice(2).map(Number);
const request = readFileSync(0);
const end = Buffer.from('\r\n\r\n');

let answers = 0;
let stopped = false;

function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let held = Buffer.alloc(0);
    socket.on('connect', () => socket.write(request));
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const head = held.indexOf(end);
      if (head < 0) return;
      const text = held.subarray(0, head).toString('latin1');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (held.length < head + 4 + length) return;
      if (!text.startsWith('HTTP/1.1 200')) {
        reject(new Error(`not answered: ${held.toString('utf8').slice(0, 500)}`));
        return;
      }
      held = Buffer.alloc(0);
      answers++;
      if (stopped) socket.end();
      else socket.write(request);
    });
  });
}

// Never asleep: what is measured is the server, not how fast the system wakes this process.
const spin = (): void => {
  if (!stopped) setImmediate(spin);
};
spin();

const started = performance.now();
const all = Promise.all(Array.from({ length: connections }, run));
const stopping = setInterval(() => (stopped ||= answers >= wanted), seconds * 1000);
await all;
clearInterval(stopping);
process.stdout.write(JSON.stringify({ count: answers, rate: answers / ((performance.now() - started) / 1000) }));
