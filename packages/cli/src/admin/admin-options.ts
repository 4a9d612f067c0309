import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command.ts';
import { AdminConnection } from './admin-connection.ts';

/** Flags of commands that ask a running server by its admin interface. */
export const adminFlags = {
  admin: { type: 'string' },
  'admin-token-file': { type: 'string' },
  data: { type: 'string' },
} as const;

/** What `--help` says of them. */
export const adminHelp = `  --admin URL          the admin interface (ASSENT_ADMIN, else http://127.0.0.1:4601)
  --admin-token-file FILE  file of the admin token; default ASSENT_ADMIN_TOKEN, else admin-token in the data folder
  --data DIR           folder of the data (ASSENT_DATA, else .assent)
`;

type Values = Readonly<{ [flag in keyof typeof adminFlags]?: string | undefined }>;
type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError where there is no token, or no address */
export function adminConnection(values: Values, environment: Environment): AdminConnection {
  const data = values.data ?? (environment['ASSENT_DATA'] || '.assent');
  const url = values.admin ?? (environment['ASSENT_ADMIN'] || 'http://127.0.0.1:4601');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isPlain = (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') && parsed.pathname === '/' && parsed.search === '' && parsed.hash === '' && parsed.username === '' && parsed.password === '';
  if (!parsed || !isPlain) throw new UsageError(`--admin must be an http or https address without a path, and is \`${url}\``);
  const given = values['admin-token-file'];
  const token = given === undefined && values.data === undefined ? environment['ASSENT_ADMIN_TOKEN'] : undefined;
  return new AdminConnection(parsed.origin, token ? token : tokenIn(given ?? join(data, 'admin-token')));
}

function tokenIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`the admin token cannot be read: ${(error as Error).message}; name its file with --admin-token-file`);
  }
  if (!/^[\x21-\x7e]+$/.test(text)) throw new UsageError(`\`${file}\` is no file of an admin token`);
  return text;
}
