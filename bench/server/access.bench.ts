/** AuthZEN's evaluation against what HTTP alone costs, a request at a time on each connection, one core each. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goal, median, report } from '../report.ts';
import { key, startAssent, stop } from './assent-process.ts';
import { signedRequest } from './signed-request.ts';

const here = import.meta.dirname;
const rounds = 5;
const token = 'bench-token-0123456789-0123456789-012345';
const iamVersion = '2010-05-08';

const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
writeFileSync(join(folder, 'tokens'), `${token}\n`, { mode: 0o600 });
const server = await startAssent(['--memory', '--access-token-file', join(folder, 'tokens')]);
const url = `http://127.0.0.1:${server.port}`;

async function iam(form: Readonly<Record<string, string>>): Promise<void> {
  const [head = '', body = ''] = signedRequest(key, 'iam', server.port, { Version: iamVersion, ...form }).toString().split('\r\n\r\n');
  const headers = Object.fromEntries(head.split('\r\n').slice(1).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const).filter(([name]) => name !== 'content-length' && name !== 'host'));
  const response = await fetch(url, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(await response.text());
}

function load(port: number, connections: number, bytes: Buffer): number {
  const run = spawnSync(process.execPath, [join(here, 'load.ts'), String(port), String(connections), '1'], { input: bytes, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}

try {
  const statements = Array.from({ length: 8 }, (_, index) => ({ Effect: 'Allow', Action: [`orders:Get${index}`, `orders:List${index}`], Resource: `arn:aws:orders:*:123456789012:order/${index}/*`, Condition: { StringEquals: { 'orders:tenant': `t${index}` } } }));
  await iam({ Action: 'CreateUser', UserName: 'bench' });
  await iam({ Action: 'PutUserPolicy', UserName: 'bench', PolicyName: 'p', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });

  const body = JSON.stringify({ subject: { type: 'user', id: 'arn:aws:iam::123456789012:user/bench' }, action: { name: 'orders:Get7' }, resource: { type: 'order', id: 'arn:aws:orders:eu-central-1:123456789012:order/7/17' }, context: { 'orders:tenant': 't7' } });
  const answer = '{"decision":true}';
  const bytes = Buffer.from(`POST /access/v1/evaluation HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

  const first = await fetch(`${url}/access/v1/evaluation`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body });
  const said = await first.text();
  if (said !== answer) throw new Error(`not allowed: ${said}`);

  const bare = spawn(process.execPath, [join(here, 'bare.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  bare.stdin.end(answer);
  const barePort = await new Promise<number>((resolve) => bare.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk))));

  load(server.port, 8, bytes);
  for (const connections of [1, 8]) {
    const pairs = Array.from({ length: rounds }, () => {
      const [own, alone] = [load(server.port, connections, bytes), load(barePort, connections, bytes)];
      return { own, ratio: own / alone };
    });
    report(`evaluation, ${connections} connection${connections === 1 ? '' : 's'}`, median(pairs.map(({ ratio }) => ratio)), goal('at least', 0.5), `of bare node:http; ${Math.round(median(pairs.map(({ own }) => own)))} requests/s`);
  }
  await stop(bare);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
