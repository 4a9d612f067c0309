import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command.ts';
import { readAddresses } from '../serve/address-file.ts';
import { AdminConnection } from './admin-connection.ts';

/** Flags of commands that ask a running server by its admin interface. */
export const adminFlags = {
  admin: { type: 'string' },
  'admin-token-file': { type: 'string' },
  data: { type: 'string' },
} as const;

/** What `--help` says of them. */
export const adminHelp = `  --admin URL          the admin interface; default ASSENT_ADMIN, else that of the server that runs on the data
  --admin-token-file FILE  file of the admin token; default ASSENT_ADMIN_TOKEN, else admin-token in the data folder
  --data DIR           folder of the data (ASSENT_DATA, else .assent); goes before the environment
`;

type Values = Readonly<{ [flag in keyof typeof adminFlags]?: string | undefined }>;
type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError where there is no token, or no address */
export function adminConnection(values: Values, environment: Environment): AdminConnection {
  const data = values.data ?? (environment['ASSENT_DATA'] || '.assent');
  // A server that runs on the folder has written down where it is.
  const there = readAddresses(data)?.adminUrl;
  const url = values.admin ?? (values.data === undefined ? environment['ASSENT_ADMIN'] || there : there) ?? 'http://127.0.0.1:4601';
  const given = values['admin-token-file'];
  const token = given === undefined && values.data === undefined ? environment['ASSENT_ADMIN_TOKEN'] : undefined;
  return new AdminConnection(plainAddress('--admin', url), token ? token : adminTokenIn(given ?? join(data, 'admin-token')));
}

/** An address without a path.
 * @throws UsageError */
export function plainAddress(flag: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = (url?.protocol === 'https:' || url?.protocol === 'http:') && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!url || !isPlain) throw new UsageError(`${flag} must be an http or https address without a path, and is \`${text}\``);
  return url.origin;
}

/** The token in a file, whose name is that of `--admin-token-file` or its default.
 * @throws UsageError */
export function adminTokenIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`--admin-token-file cannot be read: ${(error as Error).message}`);
  }
  if (!/^[\x21-\x7e]+$/.test(text)) throw new UsageError(`--admin-token-file must hold a token, and \`${file}\` does not`);
  return text;
}
