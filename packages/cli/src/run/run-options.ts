import { parseArgs } from 'node:util';
import { adminTokenIn, plainAddress } from '../admin/admin-options.ts';
import { UsageError } from '../command.ts';
import { serveFlags, serveOptionsOf } from '../serve/serve-options.ts';
import type { ServeOptions } from '../serve/serve-options.ts';
import type { Variables } from './child-environment.ts';
import { readSecretSource } from './secret-source.ts';
import type { SecretSource } from './secret-source.ts';

/** What `assent run` was asked for. */
export interface RunOptions {
  readonly program: readonly [string, ...string[]];
  /** ARN, or the name with its path. */
  readonly role: string;
  readonly execution: ExecutionOptions | undefined;
  /** In whose name the role is assumed; default the first that it trusts. */
  readonly service: string | undefined;
  readonly sessionName: string | undefined;
  readonly sourceArn: string | undefined;
  readonly account: string | undefined;
  readonly region: string;
  /** A task has a role for its start, an instance a metadata service. */
  readonly kind: 'program' | 'task' | 'instance';
  /** Of its own only where none runs on the data; `settled` are the flags that one that runs does not take any more. */
  readonly server: { readonly kind: 'own'; readonly options: ServeOptions; readonly settled: readonly string[] } | { readonly kind: 'running'; readonly url: string; readonly adminUrl: string; readonly adminToken: string };
  readonly reportFile: string | undefined;
  readonly policyFile: string | undefined;
}

/** What the start of an ECS task needs besides the application. */
export interface ExecutionOptions {
  readonly role: string;
  readonly secrets: readonly SecretSource[];
  readonly image: string | undefined;
  readonly logGroup: string | undefined;
}

const { data, memory, upstream, 'read-upstream': readUpstream, enforce, config, audit } = serveFlags;
const ownFlags = { data, memory, upstream, 'read-upstream': readUpstream, enforce, config, audit };
const runFlags = {
  role: { type: 'string' },
  'task-role': { type: 'string' },
  'execution-role': { type: 'string' },
  secret: { type: 'string', multiple: true },
  image: { type: 'string' },
  'log-group': { type: 'string' },
  service: { type: 'string' },
  'session-name': { type: 'string' },
  'source-arn': { type: 'string' },
  account: { type: 'string' },
  region: { type: 'string' },
  imds: { type: 'boolean' },
  server: { type: 'string' },
  admin: { type: 'string' },
  'admin-token-file': { type: 'string' },
  report: { type: 'string' },
  policy: { type: 'string' },
} as const;
const flags = { ...ownFlags, ...runFlags };

type Values = ReturnType<typeof parseArgs<{ options: typeof flags; allowNegative: true }>>['values'];

/** Reads what stands before `--`, and for what is not there the environment; behind it is the program.
 * @throws UsageError */
export function readRunOptions(args: readonly string[], environment: Variables): RunOptions {
  const end = args.indexOf('--');
  const [command, ...rest] = end < 0 ? [] : args.slice(end + 1);
  if (command === undefined) throw new UsageError('`assent run` takes the program behind `--`: assent run --role OrdersFn -- node app.js');
  const { values } = parseArgs({ args: args.slice(0, end), options: flags, allowNegative: true });
  if (values.role !== undefined && values['task-role'] !== undefined) throw new UsageError('--role and --task-role exclude each other');
  const role = values.role ?? values['task-role'];
  if (role === undefined) throw new UsageError('`assent run` needs the role: --role OrdersFn');
  const execution = readExecution(values);
  const isTask = execution !== undefined || values['task-role'] !== undefined;
  if (values.imds === true && isTask) throw new UsageError('--imds is for instances, --task-role and --execution-role are for tasks');
  return {
    program: [command, ...rest],
    role: readRole('--role', role),
    kind: isTask ? 'task' : values.imds === true ? 'instance' : 'program',
    execution,
    service: matching('--service', values.service, /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/, 'a service principal such as lambda.amazonaws.com'),
    sessionName: matching('--session-name', values['session-name'], /^[\w+=,.@-]{2,64}$/, '2 to 64 letters, digits and _+=,.@-'),
    sourceArn: matching('--source-arn', values['source-arn'], /^arn:[^:]+:[^:]+:[^:]*:\d{12}:.+$/, 'the ARN of what the service runs, with its account'),
    account: matching('--account', values.account ?? (environment['ASSENT_ACCOUNT'] || undefined), /^\d{12}$/, '12 digits'),
    region: matching('--region', values.region ?? (environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || undefined), /^[a-z0-9-]{1,64}$/, 'a region such as eu-west-1') ?? 'us-east-1',
    server: readServer(values, environment),
    reportFile: values.report,
    policyFile: values.policy,
  };
}

function readExecution(values: Values): ExecutionOptions | undefined {
  const { 'execution-role': role, secret: secrets = [], image, 'log-group': logGroup } = values;
  if (role === undefined) {
    const stray = secrets.length > 0 ? '--secret' : image !== undefined ? '--image' : logGroup !== undefined ? '--log-group' : undefined;
    if (stray !== undefined) throw new UsageError(`${stray} is what the start of a task needs: it takes --execution-role`);
    return undefined;
  }
  return {
    role: readRole('--execution-role', role),
    secrets: secrets.map(readSecretSource),
    image: matching('--image', image, /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[a-z0-9._/-]+(?::[\w.-]+|@sha256:[0-9a-f]{64})?$/, 'ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG'),
    logGroup: matching('--log-group', logGroup, /^[\w./#-]{1,512}$/, 'the name of a log group'),
  };
}

function readServer(values: Values, environment: Variables): RunOptions['server'] {
  const ownFlag = Object.keys(values).find((name) => Object.hasOwn(ownFlags, name));
  // Options go before the environment, whose ASSENT_ADMIN alone is for other commands.
  const url = values.server ?? (ownFlag === undefined ? environment['ASSENT_SERVER'] || undefined : undefined);
  const adminUrl = values.admin ?? (url === undefined ? undefined : environment['ASSENT_ADMIN'] || undefined);
  if (url === undefined && adminUrl === undefined) {
    if (values['admin-token-file'] !== undefined) throw new UsageError('--admin-token-file goes with --server and --admin');
    if (values.audit === '-') throw new UsageError('standard output is the program\'s: name a file with --audit');
    const own = Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(ownFlags, name) || name === 'account'));
    return { kind: 'own', settled: Object.keys(own).filter((name) => name !== 'data' && name !== 'account'), options: serveOptionsOf({ ...own, port: '0', 'admin-port': '0' }, environment) };
  }
  if (url === undefined || adminUrl === undefined) throw new UsageError('--server and --admin go together: they are the two addresses in the line that assent serve prints');
  if (ownFlag !== undefined) throw new UsageError(`--${ownFlag} is for a server of its own: it excludes --server`);
  return { kind: 'running', url: plainAddress('--server', url), adminUrl: plainAddress('--admin', adminUrl), adminToken: readToken(values['admin-token-file'], environment) };
}

function readToken(file: string | undefined, environment: Variables): string {
  const token = file === undefined ? environment['ASSENT_ADMIN_TOKEN'] : adminTokenIn(file);
  if (!token) throw new UsageError('the server needs its admin token: name its file with --admin-token-file, such as .assent/admin-token, or set ASSENT_ADMIN_TOKEN');
  return token;
}

const readRole = (flag: string, role: string): string => matching(flag, role, /^(?:arn:[^:]+:iam::\d{12}:role\/[\x21-\x7e]{1,512}|[\w+=,.@/-]{1,512})$/, 'the name or the ARN of a role') ?? role;

function matching(flag: string, value: string | undefined, form: RegExp, what: string): string | undefined {
  if (value !== undefined && !form.test(value)) throw new UsageError(`${flag} must be ${what}, and is \`${value}\``);
  return value;
}
