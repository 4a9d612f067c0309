import { apiModel } from '@assent/catalog';
import type { ApiModel, ServiceName } from '@assent/catalog';
import { AuditError } from '../audit/audit-log.ts';
import type { AuditTrail } from '../audit/audit-log.ts';
import { auditEvent } from '../audit/audit-event.ts';
import { notedCall, recordedNeeds } from '../audit/recorded-call.ts';
import type { SessionRecords } from '../audit/session-records.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import { callerOf, federatedCaller } from '../authorization/caller.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
import { checkSessionLimits } from '../authorization/session-limit.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import { callOf } from '../operation/call.ts';
import type { Call, Environment } from '../operation/call.ts';
import { noteUse } from '../operation/use.ts';
import type { Operation, Requirements, UnsignedOperation, WriteOperation } from '../operation/operation.ts';
import type { Identity } from '../session/directory-credentials.ts';
import { headerValues, splitTarget } from '../signature/canonical-request.ts';
import type { CredentialSource } from '../signature/credential.ts';
import { signatureError } from '../signature/signature-error.ts';
import type { SigningKeys } from '../signature/signing-key.ts';
import { readSignature } from '../signature/signed-request.ts';
import type { SignedRequest, Unreadable } from '../signature/signed-request.ts';
import { verifySignature } from '../signature/verify.ts';
import type { Store } from '../store/store.ts';
import { ApiError } from '../wire/api-error.ts';
import { decodeJson } from '../wire/json-codec.ts';
import { actionOf, decodeQuery } from '../wire/query-decoder.ts';
import type { DecodedRequest } from '../wire/query-decoder.ts';
import { decodeRestJson } from '../wire/rest-json.ts';
import { answerOf, errorAnswer } from './answer.ts';
import { partitionOf, regionOfHost } from './partition.ts';
import { findService, serviceNames } from './service.ts';

/** What is told of each request when it has been answered. */
export interface Handled {
  readonly service: string;
  readonly operation: string;
  /** `OK`, or the code of the error. */
  readonly code: string;
  readonly seconds: number;
}

export interface DispatcherOptions {
  readonly environment: Environment;
  readonly store: Store;
  readonly credentials: CredentialSource<Identity>;
  readonly keys: SigningKeys;
  readonly authorizer: Authorizer;
  readonly audit: AuditTrail;
  readonly records: SessionRecords;
  newRequestId(): string;
  onHandled(handled: Handled): void;
  /** Told of what should not have happened, with the request it happened to. */
  onFault(error: unknown, requestId: string): void;
}

const pathStyles = Object.fromEntries(serviceNames.map((name) => [name, 'normalized' as const]));

const internalCodes = { iam: 'ServiceFailure', sts: 'InternalFailure', organizations: 'ServiceException', 'access-analyzer': 'InternalServerException' } as const;

/** The one way of a request: signature, decoding, authorization, operation, answer. */
export class Dispatcher {
  readonly #options: DispatcherOptions;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Answers a request; never throws. */
  async handle(request: RawRequest): Promise<RawResponse> {
    const started = performance.now();
    const requestId = this.#options.newRequestId();
    const signed = readSignature(request);
    const progress: Progress = { model: likelyModel(request, signed), operation: '' };
    let response: RawResponse;
    let code = 'OK';
    try {
      response = await this.#answer(request, signed, requestId, progress);
    } catch (error) {
      const known = this.#errorOf(error, requestId, progress.model);
      code = known.code;
      response = errorAnswer(request, progress.model, known, requestId);
    }
    this.#options.onHandled({ service: progress.model.service, operation: progress.operation, code, seconds: (performance.now() - started) / 1000 });
    return response;
  }

  /** Answers a request whose body is larger than the listener takes. */
  tooLarge(request: RawRequest): RawResponse {
    return errorAnswer(request, likelyModel(request, readSignature(request)), new ApiError('RequestEntityTooLarge', 'The request body is larger than this server takes.'), this.#options.newRequestId());
  }

  async #answer(request: RawRequest, signed: SignedRequest | Unreadable, requestId: string, progress: Progress): Promise<RawResponse> {
    const { store } = this.#options;
    const { model, region, identity } = this.#authenticate(request, signed, progress);
    progress.model = model;
    if (model.protocol !== 'restJson' && splitTarget(request.target).path !== '/') throw new ApiError('UnknownOperationException', 'The requested path does not exist.', { status: 404 });

    const { operation: name, input } = decode(request, model);
    const operation = operationOf(model, name);
    if (!operation) throw notServed(model, name);
    progress.operation = name;
    if (operation.kind === 'unsigned') return answerOf(request, model, name, await this.#admit(request, requestId, name, operation, input, region), requestId);
    // The form named two actions, of which the other one would have come unsigned.
    if (!identity) throw signatureError('missing', 'Request is missing Authentication Token', 'query');
    const partition = partitionOf(region);
    const call = this.#call(request, requestId, { region, partition, caller: callerOf(identity, this.#options.environment.snapshot, partition) });
    noteUse(call, model.service);
    await this.#authorize(call, model.service, name, input, () => {
      checkSessionLimits(call.caller, model.service, name);
      return operation.requires(input, call);
    });
    const output = operation.kind === 'read' ? await operation.handle(input, call) : await write(store, operation, input, call);
    return answerOf(request, model, name, output, requestId);
  }

  /** Who signed, for which service and region. Nobody has to for what comes with a token of its own (R20.1). */
  #authenticate(request: RawRequest, signed: SignedRequest | Unreadable, progress: Progress): { readonly model: ApiModel; readonly region: string; readonly identity: Identity | undefined } {
    if ('unreadable' in signed && signed.unreadable === 'missing' && progress.model.protocol === 'query') {
      const action = actionOf(startOfForm(request));
      if (action !== undefined && operationOf(progress.model, action)?.kind === 'unsigned') return { model: progress.model, region: regionOfHost(request), identity: undefined };
    }
    const { credentials, keys } = this.#options;
    const verified = verifySignature(request, request.body, { credentials, keys, services: pathStyles, now: request.receivedAt });
    if (!verified.verified) throw signatureError(verified.fault, verified.message, progress.model.protocol);
    const service = findService(verified.scope.service);
    if (!service) throw new Error(`a signature was verified for ${verified.scope.service}, which is not served`);
    return { model: service.model, region: verified.scope.region, identity: verified.identity };
  }

  async #admit(request: RawRequest, requestId: string, name: string, operation: UnsignedOperation, input: unknown, region: string): Promise<unknown> {
    const { environment, store } = this.#options;
    const admission = await operation.admit(input, { now: request.receivedAt, environment, snapshot: environment.snapshot, db: store.reader });
    const call = this.#call(request, requestId, { region, partition: admission.partition, caller: federatedCaller(admission.provider, admission.account) });
    await this.#authorize(call, 'sts', name, input, () => admission.requires(call));
    return admission.handle(call);
  }

  /** Nothing is done, and nothing refused, that is not written down before.
   * @throws ApiError */
  async #authorize(call: Call, service: ServiceName, operation: string, input: unknown, requires: () => Requirements): Promise<void> {
    const { audit, authorizer, newRequestId, records } = this.#options;
    let error: ApiError | undefined;
    let needed: Requirements = 'unconditional';
    try {
      needed = requires();
      authorizer.authorize(call, service, needed);
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      error = thrown;
    }
    const parameters = input as Readonly<Record<string, unknown>>;
    const outcome = { service, operation, error, outcome: error ? 'refused' : 'served', enforcement: 'on' } as const;
    await audit.record(() => auditEvent({ ...outcome, call, eventId: newRequestId(), parameters }));
    const { accessKeyId } = call.caller;
    if (records.has(accessKeyId)) records.note(accessKeyId, notedCall(outcome, recordedNeeds(authorizer, call, service, needed === 'unconditional' ? [] : [needed].flat())), call.now);
    if (error) throw error;
  }

  #call(request: RawRequest, requestId: string, known: Pick<Call, 'region' | 'partition' | 'caller'>): Call {
    const { environment, store } = this.#options;
    return callOf(request, { ...known, requestId, environment, db: store.reader });
  }

  #errorOf(error: unknown, requestId: string, model: ApiModel): ApiError {
    if (error instanceof ApiError) return error;
    this.#options.onFault(error, requestId);
    if (error instanceof AuditError) return new ApiError(model.protocol === 'json' ? 'ServiceUnavailableException' : 'ServiceUnavailable', 'The request could not be recorded.', { status: 503 });
    // R1.4: what cannot be decided is denied.
    if (error instanceof UnusablePolicyError) return new ApiError(model.protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException', 'The request could not be evaluated.');
    return new ApiError(internalCodes[model.service], 'The request processing has failed because of an unknown error, exception or failure.', { status: 500 });
  }
}

async function write(store: Store, operation: WriteOperation, input: unknown, call: Call): Promise<unknown> {
  const prepared = await operation.prepare?.(input, call);
  return store.write((writer) => Promise.resolve(operation.handle(input, { ...call, db: writer.db, writer }, prepared)));
}

interface Progress {
  model: ApiModel;
  operation: string;
}

/** The model in whose words an error is answered before the service is certain: by the scope of the signature, the
 * target of a JSON request, or the action of a form. */
function likelyModel(request: RawRequest, signed: SignedRequest | Unreadable): ApiModel {
  const named = 'unreadable' in signed ? undefined : findService(signed.scope.service);
  if (named) return named.model;
  if (headerValues(request).has('x-amz-target')) return apiModel('organizations');
  if (splitTarget(request.target).path !== '/') return apiModel('access-analyzer');
  const action = actionOf(startOfForm(request));
  return action !== undefined && Object.hasOwn(apiModel('sts').operations, action) ? apiModel('sts') : apiModel('iam');
}

const operationOf = ({ service }: ApiModel, name: string): Operation | undefined => {
  const operations = findService(service)?.operations;
  return operations && Object.hasOwn(operations, name) ? operations[name] : undefined;
};

/** As much of a form as can tell what it asks for. */
const startOfForm = (request: RawRequest): string => (request.body.length > 0 ? Buffer.from(request.body).toString('latin1') : splitTarget(request.target).query);

/** The parameters of the query protocol: the body of a POST, the query of a GET (R20.6). */
function formOf(request: RawRequest): string {
  return request.body.length > 0 ? textOf(request.body) : splitTarget(request.target).query;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function textOf(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch {
    throw new ApiError('SerializationException', 'The request body is not UTF-8.');
  }
}

function notServed(model: ApiModel, action: string): ApiError {
  return model.protocol !== 'query'
    ? new ApiError('UnknownOperationException', `The operation ${action} is unknown.`, model.protocol === 'restJson' ? { status: 404 } : {})
    : new ApiError('InvalidAction', `Could not find operation ${action} for version ${model.version}`);
}

function decode(request: RawRequest, model: ApiModel): DecodedRequest {
  if (model.protocol === 'restJson') return decodeRestJson(model, { method: request.method, ...splitTarget(request.target), body: textOf(request.body) });
  return model.protocol === 'json' ? decodeJson(model, headerValues(request).get('x-amz-target')?.[0], textOf(request.body)) : decodeQuery(model, formOf(request));
}
