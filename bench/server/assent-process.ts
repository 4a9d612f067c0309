import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Key } from './signed-request.ts';

const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

export const key: Key = { id: 'AKIARZPUZDIKBENCHKEY', secret: 'benchmarks/only/benchmarks/only/12345678' };

export interface AssentProcess {
  readonly port: number;
  /** Milliseconds from the start of the process to its line. */
  readonly startup: number;
  readonly pid: number;
  /** Resident memory in bytes. */
  residentMemory(): number;
  stop(): Promise<void>;
}

/** Starts the real command. */
export function startAssent(args: readonly string[]): Promise<AssentProcess> {
  return new Promise((ready, failed) => {
    const started = performance.now();
    const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--admin-port', '0', ...args], {
      env: { ...process.env, ASSENT_ROOT_ACCESS_KEY_ID: key.id, ASSENT_ROOT_SECRET_ACCESS_KEY: key.secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += String(chunk);
      const port = /^assent: ready on http:\/\/127\.0\.0\.1:(\d+) /m.exec(output)?.[1];
      if (port !== undefined) ready({ port: Number(port), pid: child.pid ?? 0, startup: performance.now() - started, residentMemory: () => residentMemory(child), stop: () => stop(child) });
    });
    child.once('exit', (status) => failed(new Error(`assent serve ended with ${status}`)));
  });
}

function residentMemory({ pid }: ChildProcess): number {
  const pages = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(pages) * 1024;
}

export const stop = (child: ChildProcess): Promise<void> =>
  new Promise((ended) => {
    child.once('exit', () => ended());
    child.kill('SIGTERM');
  });
