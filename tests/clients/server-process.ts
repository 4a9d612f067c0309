import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AwsClients, rootKey } from './aws-clients.ts';

const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

/** The real command as a process of its own, on free ports. */
export class ServerProcess extends AwsClients {
  readonly adminUrl: string;
  readonly folder: string;
  readonly #child: ChildProcessWithoutNullStreams;

  private constructor(child: ChildProcessWithoutNullStreams, folder: string, url: string, adminUrl: string) {
    super(url);
    this.#child = child;
    this.folder = folder;
    this.adminUrl = adminUrl;
  }

  static start(folder: string, options: readonly string[] = []): Promise<ServerProcess> {
    return new Promise((ready, failed) => {
      const child = spawn(process.execPath, [command, 'serve', '--port', '0', '--admin-port', '0', '--data', folder, ...options], {
        env: { ...process.env, ASSENT_ROOT_ACCESS_KEY_ID: rootKey.accessKeyId, ASSENT_ROOT_SECRET_ACCESS_KEY: rootKey.secretAccessKey },
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += String(chunk);
        const line = /^assent: ready on (\S+) \(admin (\S+)\)$/m.exec(output);
        if (line?.[1] !== undefined && line[2] !== undefined) ready(new ServerProcess(child, folder, line[1], line[2]));
      });
      child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
      child.once('exit', (status) => failed(new Error(`assent serve ended with ${status}: ${output}`)));
    });
  }

  /** Ends it by a signal, and waits until it has ended. Answers the exit status; `null` where the signal ended it. */
  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return Promise.resolve(this.#child.exitCode);
    return new Promise((ended) => {
      this.#child.once('exit', (status) => ended(status));
      this.#child.kill(signal);
    });
  }
}

/** A folder for one server's data, removed by `remove`. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'assent-data-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
