/** What the gate adds to a small call that is forwarded: its CPU time beside that of a proxy which `node:http` alone makes, each a
 * process of its own before the same upstream. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goal, median, report, spread } from '../report.ts';
import { key, startAssent } from '../server/assent-process.ts';
import { startListening } from '../server/listening.ts';
import type { Listening } from '../server/listening.ts';
import { runLoad, warmUp } from '../server/load-run.ts';
import { hash, signedCall } from '../server/signed-request.ts';
import type { Call, Key } from '../server/signed-request.ts';
import { createCaller } from './caller.ts';

const here = import.meta.dirname;
const rounds = 5;
const seconds = 1;
const connections = 8;

const answer = JSON.stringify({ Item: { Id: { S: '4711' }, Customer: { S: 'ana' }, Total: { N: '129.90' }, Lines: { L: Array.from({ length: 5 }, (_, index) => ({ S: `article ${index}` })) } } });
const object = 'a'.repeat(1024);

const dynamodb = (operation: string, input: object): Call => ({ service: 'dynamodb', method: 'POST', target: '/', headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}`, 'user-agent': 'bench' }, body: JSON.stringify(input) });
const s3 = (method: string, body: string): Call => ({ service: 's3', method, target: '/photos/public/2026/cat.jpg', headers: { 'x-amz-content-sha256': hash(body), 'user-agent': 'bench' }, body });

const calls: Readonly<Record<string, Call>> = {
  GetItem: dynamodb('GetItem', { TableName: 'Orders', Key: { Id: { S: '4711' } } }),
  PutItem: dynamodb('PutItem', { TableName: 'Orders', Item: { Id: { S: '4711' }, Customer: { S: 'ana' }, Total: { N: '129.90' } } }),
  GetObject: s3('GET', ''),
  'PutObject of 1 KiB': s3('PUT', object),
};

/** @param gate with its arguments, as they stand in the name of what is reported */
async function beside(proxy: Listening, upstream: Listening, gate: { readonly name: string; readonly args: readonly string[] }): Promise<void> {
  const server = await startAssent(['--memory', '--upstream', `*=http://127.0.0.1:${upstream.port}`, ...gate.args]);
  const caller: Key = await createCaller(key, server.port);
  for (const [name, call] of Object.entries(calls)) {
    const bytes = signedCall(caller, server.port, call);
    warmUp(server, bytes);
    const pairs = Array.from({ length: rounds }, () => [runLoad(server, connections, seconds, bytes), runLoad(proxy, connections, seconds, bytes)] as const);
    const added = pairs.map(([own, bare]) => (own.cpu - bare.cpu) / bare.cpu);
    const time = (side: 0 | 1): string => `${Math.round(median(pairs.map((pair) => pair[side].cpu)))} us`;
    report(`${name}${gate.name}, CPU time added`, median(added), goal('at most', 1.5), `times a bare proxy's own, ${spread(added)}; ${time(0)} in all against ${time(1)}`);
  }
  await server.stop();
}

const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
const upstream = await startListening(join(here, 'upstream.ts'), [], answer);
const proxy = await startListening(join(here, 'bare-proxy.ts'), [String(upstream.port)]);
try {
  for (const call of Object.values(calls)) warmUp(proxy, signedCall(key, proxy.port, call));
  await beside(proxy, upstream, { name: '', args: [] });
  await beside(proxy, upstream, { name: ' with --audit', args: ['--audit', join(folder, 'audit.jsonl')] });
} finally {
  await proxy.stop();
  await upstream.stop();
  rmSync(folder, { recursive: true });
}
