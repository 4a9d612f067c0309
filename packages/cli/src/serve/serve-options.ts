import { parseArgs } from 'node:util';
import type { AccountQuotas } from '@assent/server';
import { UsageError } from '../command.ts';
import { readGateOptions } from './gate-options.ts';
import type { GateOptions } from './gate-values.ts';
import { readQuotas } from './quota-option.ts';

/** What `assent serve` was asked for. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  readonly data: { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'memory' };
  readonly account: string | undefined;
  readonly standaloneAccounts: readonly string[];
  readonly quotas: Partial<AccountQuotas>;
  readonly dev: boolean;
  /** In milliseconds; 0 without `dev`. */
  readonly consistencyDelay: number;
  /** Where the server is reached from outside. */
  readonly publicUrl: string | undefined;
  /** A file of certificates in PEM that identity providers may show. */
  readonly identityAuthorities: string | undefined;
  /** A file of bearer tokens of the access endpoints. */
  readonly accessTokenFile: string | undefined;
  readonly rootKey: { readonly id: string; readonly secret: string } | undefined;
  readonly masterKey: string | undefined;
  /** The bearer token of the admin interface, instead of that of the folder. */
  readonly adminToken: string | undefined;
  readonly gate: GateOptions;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What `assent serve` takes, for `util.parseArgs`; whoever starts a server of its own takes some of it, too. */
export const serveFlags = {
  host: { type: 'string' },
  port: { type: 'string' },
  'admin-port': { type: 'string' },
  data: { type: 'string' },
  memory: { type: 'boolean' },
  account: { type: 'string' },
  'standalone-accounts': { type: 'string' },
  quotas: { type: 'string' },
  'consistency-delay': { type: 'string' },
  dev: { type: 'boolean' },
  'public-url': { type: 'string' },
  'access-token-file': { type: 'string' },
  upstream: { type: 'string', multiple: true },
  'read-upstream': { type: 'string', multiple: true },
  enforce: { type: 'string', multiple: true },
  config: { type: 'string' },
  audit: { type: 'string' },
} as const;

/** Flags as they were given. */
export type ServeValues = ReturnType<typeof parseArgs<{ options: typeof serveFlags; allowNegative: true }>>['values'];

/** Reads flags, and for those that are not given the environment: `--admin-port` is `ASSENT_ADMIN_PORT`.
 * @throws UsageError */
export function readServeOptions(args: readonly string[], environment: Environment): ServeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: serveFlags,
    allowNegative: true,
  });
  return serveOptionsOf(values, environment);
}

/** Reads flags that were taken apart already, and for those that are not given the environment.
 * @throws UsageError */
export function serveOptionsOf(values: ServeValues, environment: Environment): ServeOptions {
  const text = (
    flag: 'host' | 'port' | 'admin-port' | 'data' | 'account' | 'standalone-accounts' | 'quotas' | 'consistency-delay' | 'public-url' | 'access-token-file' | 'config' | 'audit',
  ): string | undefined => values[flag] ?? fromEnvironment(environment, flag);
  const folder = text('data');
  const memory = values.memory ?? (values.data === undefined && truth(environment, 'memory'));
  if (values.memory === true && values.data !== undefined) throw new UsageError('--memory and --data exclude each other');
  const account = text('account');
  if (account !== undefined && !/^\d{12}$/.test(account)) throw new UsageError(`--account must be 12 digits, and is \`${account}\``);
  const standaloneAccounts = (text('standalone-accounts') ?? '').split(',').filter((id) => id !== '');
  const wrong = standaloneAccounts.find((id) => !/^\d{12}$/.test(id));
  if (wrong !== undefined) throw new UsageError(`--standalone-accounts must be ids of 12 digits with commas between, and has \`${wrong}\``);
  const dev = values.dev ?? truth(environment, 'dev');
  return {
    host: text('host') ?? '127.0.0.1',
    port: port('--port', text('port') ?? '4600'),
    adminPort: port('--admin-port', text('admin-port') ?? '4601'),
    data: memory ? { kind: 'memory' } : { kind: 'folder', path: folder ?? '.assent' },
    account,
    standaloneAccounts,
    quotas: readQuotas(text('quotas')),
    dev,
    consistencyDelay: consistencyDelay(text('consistency-delay'), dev),
    publicUrl: publicUrl(text('public-url')),
    accessTokenFile: text('access-token-file'),
    gate: readGateOptions({
      upstreams: values.upstream ?? listed(fromEnvironment(environment, 'upstream')),
      read: values['read-upstream'] ?? listed(fromEnvironment(environment, 'read-upstream')),
      enforce: values.enforce ?? listed(fromEnvironment(environment, 'enforce')),
      config: text('config'),
      audit: text('audit'),
    }),
    identityAuthorities: environment['ASSENT_OIDC_CA'] || undefined,
    rootKey: rootKey(environment),
    masterKey: environment['ASSENT_MASTER_KEY'] || undefined,
    adminToken: environment['ASSENT_ADMIN_TOKEN'] || undefined,
  };
}

const variable = (flag: string): string => `ASSENT_${flag.toUpperCase().replaceAll('-', '_')}`;

const fromEnvironment = (environment: Environment, flag: string): string | undefined => environment[variable(flag)] || undefined;

const listed = (text: string | undefined): readonly string[] => (text ?? '').split(',').filter((part) => part !== '');

function truth(environment: Environment, flag: string): boolean {
  const value = fromEnvironment(environment, flag);
  if (value === undefined || /^(0|false|no)$/i.test(value)) return false;
  if (/^(1|true|yes)$/i.test(value)) return true;
  throw new UsageError(`${variable(flag)} must be true or false, and is \`${value}\``);
}

function port(name: string, text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) throw new UsageError(`${name} must be a port from 0 to 65535, and is \`${text}\``);
  return number;
}

function publicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = (url?.protocol === 'https:' || url?.protocol === 'http:') && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!url || !isPlain) throw new UsageError(`--public-url must be an http or https address, and is \`${text}\``);
  return text;
}

function consistencyDelay(text: string | undefined, dev: boolean): number {
  if (text === undefined) return 0;
  if (!/^\d{1,5}$/.test(text)) throw new UsageError(`--consistency-delay must be milliseconds up to 99999, and is \`${text}\``);
  if (!dev && text !== '0') throw new UsageError('--consistency-delay is for tests of clients: it takes --dev');
  return Number(text);
}

function rootKey(environment: Environment): ServeOptions['rootKey'] {
  const [id, secret] = [environment['ASSENT_ROOT_ACCESS_KEY_ID'] || undefined, environment['ASSENT_ROOT_SECRET_ACCESS_KEY'] || undefined];
  if (id === undefined && secret === undefined) return undefined;
  if (id === undefined || secret === undefined) throw new UsageError('ASSENT_ROOT_ACCESS_KEY_ID and ASSENT_ROOT_SECRET_ACCESS_KEY must be set together');
  if (!/^\w{16,128}$/.test(id)) throw new UsageError('ASSENT_ROOT_ACCESS_KEY_ID must be 16 to 128 letters and digits');
  if (secret.length < 8) throw new UsageError('ASSENT_ROOT_SECRET_ACCESS_KEY must have at least 8 characters');
  return { id, secret };
}
