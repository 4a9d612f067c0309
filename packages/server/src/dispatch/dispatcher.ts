import { apiModel } from '@assent/catalog';
import type { ApiModel } from '@assent/catalog';
import type { Authorizer } from '../authorization/authorizer.ts';
import { callerOf } from '../authorization/caller.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
import { checkSessionLimits } from '../authorization/session-limit.ts';
import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import type { Call, Environment } from '../operation/call.ts';
import type { Identity } from '../session/directory-credentials.ts';
import { headerValues, splitTarget } from '../signature/canonical-request.ts';
import type { CredentialScope, CredentialSource } from '../signature/credential.ts';
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
import { partitionOf } from './partition.ts';
import { findService, serviceNames } from './service.ts';
import type { Service } from './service.ts';

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
    const { credentials, keys, authorizer, store } = this.#options;
    const verified = verifySignature(request, signed, { credentials, keys, services: pathStyles, now: request.receivedAt });
    if (!verified.verified) throw signatureError(verified.fault, verified.message, progress.model.protocol);
    const service = findService(verified.scope.service);
    if (!service) throw new Error(`a signature was verified for ${verified.scope.service}, which is not served`);
    progress.model = service.model;
    if (service.model.protocol !== 'restJson' && splitTarget(request.target).path !== '/') throw new ApiError('UnknownOperationException', 'The requested path does not exist.', { status: 404 });

    const { operation: name, input } = decode(request, service.model);
    const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (!operation) throw notServed(service, name);
    progress.operation = name;
    const call = this.#call(request, requestId, verified.scope, verified.identity);
    this.#noteUse(call, service.model.service);
    checkSessionLimits(call.caller, service.model.service, name);
    authorizer.authorize(call, service.model.service, operation.requires(input, call));
    const output =
      operation.kind === 'read' ? await operation.handle(input, call) : await store.write((writer) => Promise.resolve(operation.handle(input, { ...call, db: writer.db, writer })));
    return answerOf(request, service.model, name, output, requestId);
  }

  #call(request: RawRequest, requestId: string, { region }: CredentialScope, identity: Identity): Call {
    const { environment, store } = this.#options;
    const partition = partitionOf(region);
    const caller = callerOf(identity, environment.snapshot, partition);
    return {
      requestId,
      now: request.receivedAt,
      partition,
      region,
      sourceIp: request.sourceIp,
      userAgent: headerValues(request).get('user-agent')?.[0],
      secure: request.secure,
      caller,
      account: caller.account,
      environment,
      snapshot: environment.snapshot,
      db: store.reader,
    };
  }

  #noteUse({ caller, environment, now, region }: Call, service: string): void {
    const use = { at: Math.floor(now.getTime() / 1000) * 1000, service, region };
    if (caller.role) environment.usage.noteRole(caller.role.id, use);
    else if (!caller.session) environment.usage.noteAccessKey(caller.accessKeyId, use);
  }

  #errorOf(error: unknown, requestId: string, model: ApiModel): ApiError {
    if (error instanceof ApiError) return error;
    this.#options.onFault(error, requestId);
    // R1.4: what cannot be decided is denied.
    if (error instanceof UnusablePolicyError) return new ApiError(model.protocol === 'query' ? 'AccessDenied' : 'AccessDeniedException', 'The request could not be evaluated.');
    return new ApiError(internalCodes[model.service], 'The request processing has failed because of an unknown error, exception or failure.', { status: 500 });
  }
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
  const action = actionOf(request.body.length > 0 ? Buffer.from(request.body.subarray(0, 4096)).toString('latin1') : splitTarget(request.target).query);
  return action !== undefined && Object.hasOwn(apiModel('sts').operations, action) ? apiModel('sts') : apiModel('iam');
}

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

function notServed({ model }: Service, action: string): ApiError {
  return model.protocol !== 'query'
    ? new ApiError('UnknownOperationException', `The operation ${action} is unknown.`, model.protocol === 'restJson' ? { status: 404 } : {})
    : new ApiError('InvalidAction', `Could not find operation ${action} for version ${model.version}`);
}

function decode(request: RawRequest, model: ApiModel): DecodedRequest {
  if (model.protocol === 'restJson') return decodeRestJson(model, { method: request.method, ...splitTarget(request.target), body: textOf(request.body) });
  return model.protocol === 'json' ? decodeJson(model, headerValues(request).get('x-amz-target')?.[0], textOf(request.body)) : decodeQuery(model, formOf(request));
}
