import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';

const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

export const programOf = (name: string): readonly string[] => [process.execPath, join(import.meta.dirname, 'programs', `${name}.ts`)];

export interface RunEnd {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the real `assent run`, in an environment like a developer's: with credentials of his own, which must not be used.
 * @param onStart told of the process, for signals */
export function assentRun(args: readonly string[], { cwd, env = {}, onOutput }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly onOutput?: (out: string, child: ChildProcess) => void }): Promise<RunEnd> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [command, 'run', ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', HOME: cwd, AWS_ACCESS_KEY_ID: 'AKIAQYLPMN5HHHFPZZZZ', AWS_SECRET_ACCESS_KEY: 'of-the-developer', AWS_PROFILE: 'developer', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9', AWS_PAGER: '', ...env },
    });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += String(chunk);
      onOutput?.(out, child);
    });
    child.stderr.on('data', (chunk: Buffer) => (error += String(chunk)));
    child.once('error', failed);
    child.once('close', (status) => done({ status, out, error }));
  });
}
