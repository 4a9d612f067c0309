import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the AWS clients need to reach the server as the account root. */
export interface ClientSettings {
  readonly url: string;
  readonly accessKeyId: string;
  /** Absent where this start neither made nor was given the key: the file has it already. */
  readonly secretAccessKey: string | undefined;
}

/** Writes `aws-config` (settings and key, so that `AWS_CONFIG_FILE` alone is enough) and `aws-credentials` into the data
 * folder, for their owner alone.
 * @returns the path of the configuration file; `undefined` where the secret is not known any more */
export function writeClientFiles(folder: string, { url, accessKeyId, secretAccessKey }: ClientSettings): string | undefined {
  const config = join(folder, 'aws-config');
  const secret = secretAccessKey ?? storedSecret(config, accessKeyId);
  if (secret === undefined) return undefined;
  const key = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secret}\n`;
  write(config, `[default]\nregion = us-east-1\nendpoint_url = ${url}\n${key}`);
  write(join(folder, 'aws-credentials'), `[default]\n${key}`);
  return config;
}

function storedSecret(file: string, accessKeyId: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const [, id] = /^aws_access_key_id = (\S+)$/m.exec(text) ?? [];
  return id === accessKeyId ? /^aws_secret_access_key = (\S+)$/m.exec(text)?.[1] : undefined;
}

/** Whole or not at all, and never readable by others, not even for a moment. */
function write(file: string, text: string): void {
  const next = `${file}.next`;
  writeFileSync(next, text, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}
