import type { SessionCredentials } from './admin-client.ts';
import { pullImage } from './image-pull.ts';
import { RunFailure } from './run-failure.ts';
import type { ExecutionOptions } from './run-options.ts';
import type { SecretSource } from './secret-source.ts';
import { CallRefusal, callJson } from './signed-call.ts';

export interface TaskStart extends Pick<ExecutionOptions, 'secrets' | 'image' | 'logGroup'> {
  readonly endpoint: string;
  readonly region: string;
  /** Of the execution role. */
  readonly credentials: SessionCredentials;
  /** Name of the stream of the log. */
  readonly logStream: string;
  now(): Date;
}

/** Asks for one thing of a service, as the execution role. */
export type Ask = (service: string, region: string, target: string, input: object) => Promise<Readonly<Record<string, unknown>>>;

/** Does what ECS does with the execution role before the application starts: asks for the image, opens the stream of the log, and
 * reads what is injected.
 * @returns the variables of the program
 * @throws RunFailure where one of them is refused: the task does not start */
export async function startTask({ secrets, image, logGroup, endpoint, region, credentials, logStream, now }: TaskStart): Promise<Readonly<Record<string, string>>> {
  const ask: Ask = (service, at, target, input) => callJson({ endpoint, keys: credentials, service, region: at, target, now: now() }, input);
  if (image !== undefined) await failingAs(`the image ${image} cannot be pulled`, () => pullImage(image, ask));
  if (logGroup !== undefined) await failingAs(`the log group ${logGroup} cannot be written`, () => ask('logs', region, 'Logs_20140328.CreateLogStream', { logGroupName: logGroup, logStreamName: logStream }));
  const variables: Record<string, string> = {};
  for (const source of secrets) variables[source.variable] = await failingAs(`the secret ${source.variable} cannot be read`, () => readSecret(source, region, ask));
  return variables;
}

async function readSecret(source: SecretSource, region: string, ask: Ask): Promise<string> {
  const value = source.kind === 'secret' ? await secretValue(source, ask) : await parameterValue(source, region, ask);
  if (value.includes('\0')) throw new CallRefusal('ResourceInitializationError', 'the value cannot be a variable: it holds a NUL');
  return value;
}

async function secretValue({ region, id, key, versionStage, versionId }: Extract<SecretSource, { kind: 'secret' }>, ask: Ask): Promise<string> {
  const version = { ...(versionStage === undefined ? {} : { VersionStage: versionStage }), ...(versionId === undefined ? {} : { VersionId: versionId }) };
  const { SecretString: text } = await ask('secretsmanager', region, 'secretsmanager.GetSecretValue', { SecretId: id, ...version });
  if (typeof text !== 'string') throw new CallRefusal('ResourceInitializationError', 'the secret has no text');
  if (key === undefined) return text;
  const member = memberOf(text, key);
  if (member === undefined) throw new CallRefusal('ResourceInitializationError', `the secret's JSON has no text under \`${key}\``);
  return member;
}

/** What the parser would quote is the secret. */
function memberOf(text: string, key: string): string | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof read !== 'object' || read === null || !Object.hasOwn(read, key)) return undefined;
  const value = (read as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

async function parameterValue({ region, id }: Extract<SecretSource, { kind: 'parameter' }>, own: string, ask: Ask): Promise<string> {
  const { Parameters: found } = await ask('ssm', region ?? own, 'AmazonSSM.GetParameters', { Names: [id], WithDecryption: true });
  const first: unknown = Array.isArray(found) ? found[0] : undefined;
  const value = typeof first === 'object' && first !== null && 'Value' in first ? first.Value : undefined;
  if (typeof value !== 'string') throw new CallRefusal('ResourceInitializationError', 'there is no such parameter');
  return value;
}

async function failingAs<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallRefusal)) throw error;
    throw new RunFailure(`${what} with the execution role: ${error.code}: ${error.message}`);
  }
}
