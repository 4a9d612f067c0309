import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RealUpstream } from './real-upstream.ts';

/** Starts a command that serves on a port of its own choice, and waits until it says which one.
 * @param saying what it writes then, with the port as the first group */
export function startCommand(command: string, args: readonly string[], saying: RegExp): Promise<RealUpstream> {
  const child = spawn(command, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'pipe'] });
  // Also when the tests end in the middle.
  process.once('exit', () => child.kill());
  const close = async (): Promise<void> => {
    const ended = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null && child.kill()) await ended;
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer): void => {
      // All of it has to be read, or it would wait for us.
      if (output.length < 1 << 16) output += String(chunk);
      const port = saying.exec(output)?.[1];
      if (port !== undefined) resolve({ url: `http://127.0.0.1:${port}`, close });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`${command} ended with ${status}: ${output}`)));
  });
}
