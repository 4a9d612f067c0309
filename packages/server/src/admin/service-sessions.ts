import type { sts } from '@assent/catalog';
import { AccessError, accessStatus } from '../access/access-error.ts';
import { readText } from '../access/member.ts';
import type { JsonObject } from '../access/member.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import { serviceCaller } from '../authorization/caller.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
import { RecordLimitError } from '../audit/session-records.ts';
import type { SessionRecords } from '../audit/session-records.ts';
import { callOf } from '../operation/call.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import type { Call, Environment } from '../operation/call.ts';
import type { Identity } from '../session/directory-credentials.ts';
import { splitTarget } from '../signature/canonical-request.ts';
import type { CredentialSource } from '../signature/credential.ts';
import type { Database } from '../store/store.ts';
import { assumeServiceRole, forwardSession } from '../sts/service-session.ts';
import { ApiError } from '../wire/api-error.ts';
import { answer, checkAdminToken, headers, readJson } from './admin-request.ts';

export interface ServiceSessionOptions {
  readonly environment: Environment;
  readonly db: Database;
  readonly credentials: CredentialSource<Identity>;
  readonly authorizer: Authorizer;
  readonly records: SessionRecords;
  /** The admin token. */
  readonly token: string;
  newRequestId(): string;
  onFault(error: unknown, requestId: string): void;
}

/** Where the calls of a recorded session are. */
const callsPath = /^\/service-sessions\/([0-9a-f-]{36})\/calls$/;
const methods = { '/service-sessions': ['POST'], '/forwarded-sessions': ['POST'], calls: ['GET', 'DELETE'] } as const;

/** Sessions for services: of roles that trust them, and of callers in whose name they go on; and what was asked in those that
 * are recorded. For whoever runs the services, by the admin token. */
export class ServiceSessions {
  readonly #options: ServiceSessionOptions;

  constructor(options: ServiceSessionOptions) {
    this.#options = options;
  }

  /** Answers a request for `/service-sessions`, the calls below it, or `/forwarded-sessions`; `undefined` for other paths. Never
   * throws. */
  handle(request: RawRequest): RawResponse | undefined {
    const { path } = splitTarget(request.target);
    const record = callsPath.exec(path)?.[1];
    if (path !== '/service-sessions' && path !== '/forwarded-sessions' && record === undefined) return undefined;
    const requestId = this.#options.newRequestId();
    try {
      checkAdminToken(request, this.#options.token);
      const allowed: readonly string[] = methods[path === '/service-sessions' || path === '/forwarded-sessions' ? path : 'calls'];
      if (!allowed.includes(request.method)) return { ...answer(405, { error: { code: 'method-not-allowed', message: `${path} takes ${allowed.join(' and ')}` } }), headers: { ...headers, allow: allowed.join(', ') } };
      if (record !== undefined) return this.#calls(record, request.method === 'DELETE');
      const body = readJson(request);
      return answer(200, path === '/service-sessions' ? this.#assume(request, requestId, body) : this.#forward(request, requestId, body));
    } catch (error) {
      return this.#refusal(error, requestId);
    }
  }

  #assume(request: RawRequest, requestId: string, body: JsonObject): object {
    const service = readService(body);
    const { records } = this.#options;
    const record = readRecord(body);
    if (record !== undefined && !records.hasRoom(record.id, request.receivedAt)) throw new AccessError('invalid-request', `there is no record \`${record.id}\``);
    const { Credentials, AssumedRoleUser } = assumeServiceRole(
      {
        role: readText(body, 'role', 2048),
        sessionName: readSessionName(body),
        sourceArn: readOptional(body, 'sourceArn'),
        sourceAccount: readOptional(body, 'sourceAccount'),
        durationSeconds: readDuration(body),
      },
      (account, partition) => this.#call(request, requestId, service, account, partition),
      this.#options.authorizer,
    );
    const id = record && records.add(record.id, Credentials.AccessKeyId, Credentials.Expiration);
    return { ...shown(Credentials), assumedRole: { arn: AssumedRoleUser.Arn, id: AssumedRoleUser.AssumedRoleId }, ...(id === undefined ? {} : { record: id }) };
  }

  #calls(id: string, isEnded: boolean): RawResponse {
    const record = this.#options.records.read(id);
    if (!record) return answer(404, { error: { code: 'not-found', message: `there is no record \`${id}\`` } });
    if (isEnded) this.#options.records.end(id);
    return answer(200, record);
  }

  #forward(request: RawRequest, requestId: string, body: JsonObject): object {
    const service = readService(body);
    const found = this.#options.credentials.find(readText(body, 'accessKeyId', 128), Object.hasOwn(body, 'sessionToken') ? readText(body, 'sessionToken', 65_536) : undefined);
    if (found.status !== 'active') throw new AccessError('forbidden', `the credentials to go on with are ${found.status}`);
    return shown(forwardSession(found.identity, service, readDuration(body) ?? 3600, this.#call(request, requestId, service, '', 'aws')));
  }

  #call(request: RawRequest, requestId: string, service: string, account: string, partition: string): Call {
    return callOf(request, { requestId, region: 'us-east-1', partition, caller: serviceCaller(service, account), environment: this.#options.environment, db: this.#options.db });
  }

  #refusal(error: unknown, requestId: string): RawResponse {
    if (error instanceof AccessError) return answer(accessStatus[error.code], { error: { code: error.code, message: error.message } });
    if (error instanceof ApiError) {
      const denied = error.code === 'AccessDenied';
      return answer(denied ? 403 : 400, { error: { code: denied ? 'forbidden' : 'invalid-request', message: error.message } });
    }
    if (error instanceof RecordLimitError) return answer(429, { error: { code: error.code, message: error.message } });
    this.#options.onFault(error, requestId);
    // R1.4: what cannot be decided is denied.
    if (error instanceof UnusablePolicyError) return answer(403, { error: { code: 'forbidden', message: 'a policy that applies cannot be used' } });
    return answer(500, { error: { code: 'fault', message: 'the request could not be processed' } });
  }
}

const shown = ({ AccessKeyId, SecretAccessKey, SessionToken, Expiration }: sts.Credentials): object => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretAccessKey,
  sessionToken: SessionToken,
  expiration: Expiration.toISOString(),
});

function readService(body: JsonObject): string {
  const service = readText(body, 'service', 128);
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/.test(service)) throw new AccessError('invalid-request', `service must be a service principal such as lambda.amazonaws.com, and is \`${service}\``);
  return service;
}

function readSessionName(body: JsonObject): string {
  const name = readText(body, 'sessionName', 64);
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) throw new AccessError('invalid-request', 'sessionName must be 2 to 64 letters, digits and _+=,.@-');
  return name;
}

const readOptional = (body: JsonObject, name: string): string | undefined => (Object.hasOwn(body, name) ? readText(body, name, 2048) : undefined);

function readDuration(body: JsonObject): number | undefined {
  const duration = Object.hasOwn(body, 'duration') ? body['duration'] : undefined;
  if (duration === undefined) return undefined;
  if (typeof duration !== 'number' || !Number.isInteger(duration) || duration < 900 || duration > 43_200) throw new AccessError('invalid-request', 'duration must be 900 to 43200 seconds');
  return duration;
}

/** `true` begins a record, the id of one goes on with it. */
function readRecord(body: JsonObject): { readonly id: string | undefined } | undefined {
  const record = Object.hasOwn(body, 'record') ? body['record'] : undefined;
  if (record === undefined || record === false) return undefined;
  if (record === true) return { id: undefined };
  if (typeof record !== 'string' || !/^[0-9a-f-]{36}$/.test(record)) throw new AccessError('invalid-request', 'record must be true, or the id of a record');
  return { id: record };
}
