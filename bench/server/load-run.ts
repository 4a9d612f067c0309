import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cpuSecondsOf } from './cpu-seconds.ts';
import type { Listening } from './listening.ts';

export interface LoadRun {
  /** Answers a second. */
  readonly rate: number;
  /** Microseconds of the server's CPU time for an answer, all its threads together. What else runs on the machine changes it
   * little. */
  readonly cpu: number;
}

/** Sends the same request over and over for some seconds, from a process of its own. */
export function runLoad({ port, pid }: Pick<Listening, 'port' | 'pid'>, connections: number, seconds: number, bytes: Buffer): LoadRun {
  const before = cpuSecondsOf(pid);
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'load.ts'), String(port), String(connections), String(seconds)], { input: bytes, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const { answers, rate } = JSON.parse(run.stdout) as { readonly answers: number; readonly rate: number };
  return { rate, cpu: ((cpuSecondsOf(pid) - before) / answers) * 1e6 };
}
