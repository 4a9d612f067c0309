import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stop } from './assent-process.ts';

/** A program of a benchmark that listens: it prints its port when it is ready. */
export interface Listening {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a program of this folder's or its neighbours' that prints the port it listens on.
 * @param input what it reads from its standard input */
export async function startListening(program: string, args: readonly string[], input: string | Buffer = ''): Promise<Listening> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk)));
    child.once('exit', (status) => reject(new Error(`${program} ended with ${status}`)));
  });
  return { port, pid: child.pid ?? 0, stop: () => stop(child) };
}

/** `node:http` alone, with one answer to everything. */
export const startBare = (answer: string | Buffer): Promise<Listening> => startListening(join(import.meta.dirname, 'bare.ts'), [], answer);
