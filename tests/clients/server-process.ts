import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';

const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The root key that every server of these tests starts with. */
export const rootKey: Credentials = {
  accessKeyId: 'AKIAQYLPMN5HHHFPZAM2',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzTESTSONLY',
};

export const account = '123456789012';

/** The real command as a process of its own, on free ports. */
export class ServerProcess {
  readonly url: string;
  readonly adminUrl: string;
  readonly folder: string;
  readonly #child: ChildProcessWithoutNullStreams;

  private constructor(child: ChildProcessWithoutNullStreams, folder: string, url: string, adminUrl: string) {
    this.#child = child;
    this.folder = folder;
    this.url = url;
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

  iam = (credentials: Credentials = rootKey): IAMClient => new IAMClient(this.#client(credentials));
  sts = (credentials: Credentials = rootKey): STSClient => new STSClient(this.#client(credentials));
  organizations = (credentials: Credentials = rootKey): OrganizationsClient => new OrganizationsClient(this.#client(credentials));

  #client(credentials: Credentials) {
    return { endpoint: this.url, region: 'us-east-1', credentials, maxAttempts: 1 };
  }
}

/** A folder for one server's data, removed by `remove`. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'assent-data-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The credentials of an STS answer in the form that the clients take. */
export function credentialsOf(issued: { AccessKeyId?: string | undefined; SecretAccessKey?: string | undefined; SessionToken?: string | undefined } | undefined): Credentials {
  if (issued?.AccessKeyId === undefined || issued.SecretAccessKey === undefined) throw new Error('the answer carries no credentials');
  return {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    ...(issued.SessionToken === undefined ? {} : { sessionToken: issued.SessionToken }),
  };
}

/** The text of a policy document with one or more statements. */
export const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const allow = (action: string | readonly string[], resource: string | readonly string[] = '*', rest: object = {}): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...rest,
});

/** The error of a call that must fail, with the parts that clients branch on. */
export async function failure(call: Promise<unknown>): Promise<{ readonly code: string; readonly status: number | undefined; readonly message: string }> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  const known = error as { name?: string; Code?: string; message?: string; $metadata?: { httpStatusCode?: number } };
  return { code: known.Code ?? known.name ?? '', status: known.$metadata?.httpStatusCode, message: known.message ?? '' };
}
