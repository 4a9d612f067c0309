import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the AWS clients need to reach the server as the account root. */
export interface ClientSettings {
  readonly url: string;
  readonly accessKeyId: string;
  /** Absent where this start neither made nor was given the key: the file has it already. */
  readonly secretAccessKey: string | undefined;
}

/** A further account, under the profile of its id. */
export interface ProfileSettings extends Omit<ClientSettings, 'url'> {
  readonly profile: string;
}

/** Writes `aws-config` (settings and key, so that `AWS_CONFIG_FILE` alone is enough) and `aws-credentials` into the data
 * folder, for their owner alone.
 * @returns the path of the configuration file; `undefined` where the secret is not known any more */
export function writeClientFiles(folder: string, { url, accessKeyId, secretAccessKey }: ClientSettings, profiles: readonly ProfileSettings[] = []): string | undefined {
  const config = join(folder, 'aws-config');
  const stored = existsSync(config) ? readFileSync(config, 'utf8') : '';
  const secret = secretAccessKey ?? storedSecret(stored, accessKeyId);
  if (secret === undefined) return undefined;
  const known = profiles.flatMap((profile) => {
    const own = profile.secretAccessKey ?? storedSecret(stored, profile.accessKeyId);
    return own === undefined ? [] : [{ name: profile.profile, key: keyLines(profile.accessKeyId, own) }];
  });
  const settings = `region = us-east-1\nendpoint_url = ${url}\n`;
  const key = keyLines(accessKeyId, secret);
  write(config, [`[default]\n${settings}${key}`, ...known.map((each) => `[profile ${each.name}]\n${settings}${each.key}`)].join('\n'));
  write(join(folder, 'aws-credentials'), [`[default]\n${key}`, ...known.map((each) => `[${each.name}]\n${each.key}`)].join('\n'));
  return config;
}

const keyLines = (id: string, secret: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;

function storedSecret(config: string, accessKeyId: string): string | undefined {
  const lines = config.split('\n');
  const at = lines.indexOf(`aws_access_key_id = ${accessKeyId}`);
  return at < 0 ? undefined : /^aws_secret_access_key = (\S+)$/.exec(lines[at + 1] ?? '')?.[1];
}

/** Whole or not at all, and never readable by others, not even for a moment. */
function write(file: string, text: string): void {
  const next = `${file}.next`;
  writeFileSync(next, text, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}
