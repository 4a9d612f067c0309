/** How fast 1 GB passes the gate, beside a proxy which `node:http` alone makes before the same upstream: a payload that is not
 * signed, and one in signed chunks, which the gate verifies as they pass and the proxy does not. */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { goal, median, report, spread } from '../report.ts';
import { key, startAssent } from '../server/assent-process.ts';
import { cpuSecondsOf } from '../server/cpu-seconds.ts';
import { startListening } from '../server/listening.ts';
import type { Listening } from '../server/listening.ts';
import { createCaller } from './caller.ts';

const here = import.meta.dirname;
const rounds = 5;
/** A gigabyte. */
const size = 16_384 * 65_536;

const upstream = await startListening(join(here, 'upstream.ts'), []);
const proxy = await startListening(join(here, 'bare-proxy.ts'), [String(upstream.port)]);
const server = await startAssent(['--memory', '--upstream', `*=http://127.0.0.1:${upstream.port}`]);
const caller = await createCaller(key, server.port);

interface Upload {
  readonly seconds: number;
  /** Seconds of CPU time of the process that it passes. */
  readonly cpu: number;
}

function upload({ port, pid }: Pick<Listening, 'port' | 'pid'>, way: 'unsigned' | 'chunks'): Upload {
  const before = cpuSecondsOf(pid);
  const run = spawnSync(process.execPath, [join(here, 'put.ts'), String(port), String(size), way, caller.id, caller.secret], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds: Number(run.stdout), cpu: cpuSecondsOf(pid) - before };
}

/** What verifying cannot do without: seconds of CPU time that SHA-256 takes over as many bytes. */
function hashing(): number {
  const piece = Buffer.alloc(65_536, 'a');
  const before = process.cpuUsage();
  for (let index = 0; index < size / piece.length; index++) hash('sha256', piece);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

try {
  for (const [way, name] of [['unsigned', 'not signed'], ['chunks', 'in signed chunks']] as const) {
    const pairs = Array.from({ length: rounds }, () => [upload(server, way), upload(proxy, way)] as const);
    const ratios = pairs.map(([own, bare]) => bare.seconds / own.seconds);
    const rate = (side: 0 | 1): string => `${Math.round(size / 1e6 / median(pairs.map((pair) => pair[side].seconds)))} MB/s`;
    const cpu = (side: 0 | 1): string => `${median(pairs.map((pair) => pair[side].cpu)).toFixed(2)} s`;
    report(`1 GB PutObject, ${name}`, median(ratios), goal('at least', 0.8), `of a bare proxy's throughput, ${spread(ratios)}; ${rate(0)} against ${rate(1)}, CPU time ${cpu(0)} against ${cpu(1)}`);
  }
  process.stdout.write(`       SHA-256 of 1 GB alone: ${median(Array.from({ length: rounds }, hashing)).toFixed(2)} s of CPU time\n`);
} finally {
  await server.stop();
  await proxy.stop();
  await upstream.stop();
}
