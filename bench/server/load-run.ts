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

/** Sends the same request over and over for some seconds, from a process of its own.
 * @param answers how many there must be, however long it takes */
export function runLoad({ port, pid }: Pick<Listening, 'port' | 'pid'>, connections: number, seconds: number, bytes: Buffer, answers = 1): LoadRun {
  const before = cpuSecondsOf(pid);
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'load.ts'), String(port), String(connections), String(seconds), String(answers)], { input: bytes, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  const { count, rate } = JSON.parse(run.stdout) as { readonly count: number; readonly rate: number };
  return { rate, cpu: ((cpuSecondsOf(pid) - before) / count) * 1e6 };
}

/** As many answers as a server has to have given before its code is as fast as it becomes. */
const warmAnswers = 20_000;

/** Has a server answer until it is warm: what is measured is how it serves, not how it starts. */
export const warmUp = (server: Pick<Listening, 'port' | 'pid'>, bytes: Buffer): void => void runLoad(server, 8, 0.5, bytes, warmAnswers);
