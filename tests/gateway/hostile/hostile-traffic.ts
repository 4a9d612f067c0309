import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AuditEvent } from '../../../packages/server/src/audit/audit-event.ts';
import { allow, rootKey } from '../../clients/aws-clients.ts';
import { LocalServer } from '../../protocol/local-server.ts';
import { userOf } from '../../protocol/organization.ts';
import { Wire } from '../signed-request.ts';
import type { Key } from '../signed-request.ts';
import { bytesOf, hostileRequest } from './hostile-request.ts';
import type { HostileRequest } from './hostile-request.ts';
import { readingsOf } from './naive-router.ts';
import type { Understood } from './naive-router.ts';
import { startNaiveUpstream } from './naive-upstream.ts';
import type { NaiveRequest, NaiveUpstream } from './naive-upstream.ts';

const statements = [
  allow(['s3:GetObject', 's3:GetObjectTagging', 's3:PutObject'], 'arn:aws:s3:::photos/public/*'),
  { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::photos/public/secret*' },
  allow('s3:ListBucket', 'arn:aws:s3:::photos'),
  allow(['lambda:InvokeFunction', 'lambda:GetFunction'], 'arn:aws:lambda:us-east-1:*:function:open*'),
  { Effect: 'Deny', Action: 'lambda:*', Resource: 'arn:aws:lambda:us-east-1:*:function:open-secret*' },
  allow(['dynamodb:GetItem', 'dynamodb:Query'], 'arn:aws:dynamodb:us-east-1:*:table/Orders'),
];

/** The statements once more, as a sentence about what a server understands. */
function isAllowed({ operation, names }: Understood, headers: NaiveRequest['headers']): boolean {
  const { Bucket, Key = '', VersionId, TableName = '', CopySource, FunctionName = '' } = names;
  const isOpen = (bucket: string | undefined, key: string): boolean => bucket === 'photos' && key.startsWith('public/') && !key.startsWith('public/secret');
  const more = headers.some(([name]) => /^x-amz-(?:acl|tagging|grant-|object-lock-|website-|server-side-)/.test(name));
  switch (operation) {
    case 'GetObject':
    case 'HeadObject':
    case 'GetObjectTagging':
      return isOpen(Bucket, Key) && VersionId === undefined;
    case 'PutObject':
      return isOpen(Bucket, Key) && !more;
    case 'CopyObject': {
      const [, bucket, key = ''] = /^\/?([^/]*)\/([^?]*)$/.exec(CopySource ?? '') ?? [];
      return isOpen(Bucket, Key) && !more && isOpen(bucket, key) && isOpen(bucket, decodeURIComponent(key)) && !key.includes('..');
    }
    case 'ListObjects':
    case 'ListObjectsV2':
      return Bucket === 'photos';
    case 'GetItem':
    case 'Query':
      return /^(?:arn:aws:dynamodb:us-east-1:\d{12}:table\/)?Orders$/.test(TableName);
    case 'Invoke':
    case 'GetFunction':
      return /^(?:(?:arn:aws:lambda:)?us-east-1:\d{12}:function:)?open(?!-secret)/.test(FunctionName);
    default:
      return false;
  }
}

/** The gate asks for the tags of what is copied, and is no caller: its own questions say what hash their empty body has. */
const isQuestion = ({ method, target, headers }: NaiveRequest): boolean => method === 'GET' && target.endsWith('?tagging') && headers.some(([name, value]) => name === 'x-amz-content-sha256' && /^[0-9a-f]{64}$/.test(value));

const overriding = /^(?:x[-_]http[-_]method.*|x[-_]method[-_]override|x[-_]original[-_]ur[il]|x[-_]rewrite[-_]url|x[-_]forwarded[-_].*|x_amz_.*|upgrade|expect)$/;

/** A gate with a server behind it that judges whatever reaches it. */
export class HostileTraffic {
  readonly #server: LocalServer;
  readonly #upstream: NaiveUpstream;
  readonly #key: Key;
  readonly #folder: string;
  readonly #unmatched: AuditEvent[] = [];
  #read = 0;
  #passed = new Map<string, number>();

  private constructor(server: LocalServer, upstream: NaiveUpstream, key: Key, folder: string) {
    this.#server = server;
    this.#upstream = upstream;
    this.#key = key;
    this.#folder = folder;
  }

  /** @param anew whether the gate signs what it sends on */
  static async start(anew: boolean): Promise<HostileTraffic> {
    const folder = mkdtempSync(join(tmpdir(), 'assent-hostile-'));
    const upstream = await startNaiveUpstream();
    const server = await LocalServer.start({ upstreams: { '*': { url: upstream.url, ...(anew ? { sign: { accessKeyId: 'AKIAUPSTREAM', secretAccessKey: 'another' } } : {}) } }, audit: { file: join(folder, 'audit.jsonl') } });
    return new HostileTraffic(server, upstream, await userOf(server, rootKey, 'guest', ...statements), folder);
  }

  /** Sends random requests, and holds what reached the upstream of each against what was decided.
   * @returns how many calls of each operation reached it
   * @throws Error with the request that got through as something else */
  async run(seed: number, numRuns: number): Promise<ReadonlyMap<string, number>> {
    this.#passed = new Map();
    const checked = await fc.check(fc.asyncProperty(hostileRequest, (request) => this.#send(request)), { seed, numRuns, endOnFailure: true });
    // What a request left on its way may arrive while the next one is sent.
    if (checked.failed) throw new Error(`seed ${seed}: ${String(checked.errorInstance)}\nof ${JSON.stringify(checked.counterexample?.[0])}, or the request before`);
    if (this.#server.faults.length > 0) throw new Error(`seed ${seed}: ${this.#server.faults.join('\n')}`);
    return this.#passed;
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.#upstream.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #send(request: HostileRequest): Promise<void> {
    const wire = new Wire(this.#server.url);
    wire.write(bytesOf(request, new URL(this.#server.url).host, this.#key, new Date()));
    // What is not all there is never answered: its sender gives up.
    const patience = setTimeout(() => wire.socket.end(), 100);
    await wire.until(/^HTTP\/1\.1 [2-5]/m);
    clearTimeout(patience);
    wire.socket.end();
    await wire.end();
    const { received, nonsense } = this.#upstream;
    if (nonsense.length > 0) throw new Error(`this is not HTTP to the upstream: ${JSON.stringify(nonsense)}`);
    this.#readEvents();
    for (const each of received.splice(0)) if (!isQuestion(each)) this.#judge(each);
  }

  #judge(request: NaiveRequest): void {
    const { headers } = request;
    const shown = JSON.stringify(request);
    const many = (name: string): number => headers.filter(([each]) => each === name).length;
    if (many('host') !== 1 || !headers.some(([name, value]) => name === 'host' && value === new URL(this.#upstream.url).host)) throw new Error(`the host is not the upstream's: ${shown}`);
    if (many('content-length') + many('transfer-encoding') > 1) throw new Error(`the length is said twice: ${shown}`);
    if (many('x-amz-target') > 0 && !headers.some(([name, value]) => name === 'content-type' && value.includes('json'))) throw new Error(`the body is not said to be JSON: ${shown}`);
    if (headers.some(([name]) => overriding.test(name))) throw new Error(`a header says something else than the request line: ${shown}`);
    const readings = readingsOf(request);
    const [understood] = readings;
    if (!understood || readings.length > 1) throw new Error(`it could be understood as ${JSON.stringify(readings)}: ${shown}`);
    if (!isAllowed(understood, headers)) throw new Error(`nobody allows ${JSON.stringify(understood)}: ${shown}`);
    const index = this.#unmatched.findIndex((event) => isOf(event, understood));
    if (index < 0) throw new Error(`nothing was decided of ${JSON.stringify(understood)}, but of ${JSON.stringify(this.#unmatched.map(({ eventName, requestParameters }) => [eventName, requestParameters]))}: ${shown}`);
    this.#unmatched.splice(index, 1);
    this.#passed.set(understood.operation, (this.#passed.get(understood.operation) ?? 0) + 1);
  }

  #readEvents(): void {
    const text = readFileSync(join(this.#folder, 'audit.jsonl')).subarray(this.#read).toString();
    this.#read += Buffer.byteLength(text);
    // Those of calls that broke off before the upstream had them stay behind; only the last are of any use.
    this.#unmatched.push(...text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as AuditEvent).filter(({ additionalEventData: { assent } }) => assent.decision === 'allowed' && assent.outcome === 'forwarded'));
    this.#unmatched.splice(0, this.#unmatched.length - 20);
  }
}

const isOf = ({ eventName, requestParameters }: AuditEvent, { operation, names }: Understood): boolean => eventName === operation && Object.entries(names).every(([name, value]) => requestParameters?.[name] === value);
