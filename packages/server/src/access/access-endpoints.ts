import type { RawRequest, RawResponse } from '../http/raw-request.ts';
import { headerValues, splitTarget } from '../signature/canonical-request.ts';
import { readSignature } from '../signature/signed-request.ts';
import { AccessError, accessStatus } from './access-error.ts';
import { authenticate, signingName } from './asker.ts';
import type { Asker, AskerOptions } from './asker.ts';
import { readEvaluation } from './evaluation.ts';
import { answerAll, readEvaluations, readOptions } from './evaluations.ts';
import { Evaluator } from './evaluator.ts';
import type { EvaluationAnswer } from './evaluator.ts';
import { isObject } from './member.ts';
import type { JsonObject } from './member.ts';
import { findSubject } from './subject.ts';

export interface AccessOptions extends AskerOptions {
  newRequestId(): string;
  /** Where the server is reached from outside. */
  baseUrl(): string;
  onHandled(handled: { readonly service: string; readonly operation: string; readonly code: string; readonly seconds: number }): void;
  onFault(error: unknown, requestId: string): void;
}

const paths = { evaluation: '/access/v1/evaluation', evaluations: '/access/v1/evaluations' } as const;
const configurationPath = '/.well-known/authzen-configuration';

/** AuthZEN's Authorization API 1.0: decisions for those who enforce them elsewhere. */
export class AccessEndpoints {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** Whether a request is for these endpoints. What is signed for another service is that one's: a bucket may be called
   * `access`. */
  takes(request: RawRequest): boolean {
    const { path } = splitTarget(request.target);
    if (path === configurationPath) return true;
    if (path !== paths.evaluation && path !== paths.evaluations) return false;
    const signed = readSignature(request);
    return 'unreadable' in signed || signed.scope.service === signingName;
  }

  /** Answers a request that `takes` is true of; never throws. */
  handle(request: RawRequest): RawResponse {
    return this.#answering(request, (path, requestId) => {
      if (path === configurationPath) return this.#configuration();
      const asker = authenticate(request, requestId, this.#options);
      const body = readBody(request);
      const evaluator = new Evaluator({ authorizer: this.#options.authorizer, snapshot: this.#options.environment.snapshot, onFault: (error) => this.#options.onFault(error, requestId) });
      const ask = (question: unknown, explained: boolean): EvaluationAnswer => this.#ask(question, asker, evaluator, request.receivedAt, explained);
      if (path === paths.evaluation) return ask(body, readOptions(body).explained);
      const asked = readEvaluations(body);
      if (asked.single) return ask(body, asked.explained);
      return { evaluations: answerAll(asked, (question) => closed(() => ask(question, asked.explained))) };
    });
  }

  /** Answers a request whose body is larger than the listener takes. */
  tooLarge(request: RawRequest): RawResponse {
    return this.#answering(request, () => {
      throw new AccessError('too-large', 'the request body is larger than this server takes');
    });
  }

  #ask(question: unknown, asker: Asker, evaluator: Evaluator, now: Date, explained: boolean): EvaluationAnswer {
    if (!isObject(question)) throw new AccessError('invalid-request', 'an evaluation must be an object');
    const evaluation = readEvaluation(question);
    const { environment, credentials } = this.#options;
    const subject = findSubject(evaluation.subject, environment.snapshot, credentials);
    asker.checkMayAsk(evaluation.subject, subject, explained);
    return evaluator.answer(subject, evaluation, now, explained);
  }

  #configuration(): object {
    const baseUrl = this.#options.baseUrl();
    return { policy_decision_point: baseUrl, access_evaluation_endpoint: `${baseUrl}${paths.evaluation}`, access_evaluations_endpoint: `${baseUrl}${paths.evaluations}` };
  }

  #answering(request: RawRequest, work: (path: string, requestId: string) => object): RawResponse {
    const started = performance.now();
    const requestId = this.#options.newRequestId();
    const { path } = splitTarget(request.target);
    const [status, code, body, more] = this.#outcome(request, path, requestId, work);
    const operation = path === configurationPath ? 'configuration' : path === paths.evaluation ? 'evaluation' : 'evaluations';
    this.#options.onHandled({ service: 'access', operation, code, seconds: (performance.now() - started) / 1000 });
    return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...echoedId(request), ...more }, body: JSON.stringify(body) };
  }

  #outcome(request: RawRequest, path: string, requestId: string, work: (path: string, requestId: string) => object): readonly [status: number, code: string, body: object, headers: Readonly<Record<string, string>>] {
    const method = path === configurationPath ? 'GET' : 'POST';
    if (request.method !== method) return [405, 'method-not-allowed', errorBody('method-not-allowed', `${path} takes ${method}`), { allow: method }];
    try {
      return [200, 'OK', work(path, requestId), {}];
    } catch (error) {
      const known = error instanceof AccessError ? error : this.#fault(error, requestId);
      return [accessStatus[known.code], known.code, errorBody(known.code, known.message), known.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}];
    }
  }

  #fault(error: unknown, requestId: string): AccessError {
    this.#options.onFault(error, requestId);
    return new AccessError('fault', 'the request could not be processed');
  }
}

/** An error of one question of many is its own denial. */
function closed(answer: () => EvaluationAnswer): EvaluationAnswer {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return { decision: false, context: { error: { status: accessStatus[error.code], message: error.message } } };
  }
}

const errorBody = (code: string, message: string): object => ({ error: { code, message } });

/** The caller's own id of the request, where it is one that a header may hold. */
function echoedId(request: RawRequest): Readonly<Record<string, string>> {
  const [id] = headerValues(request).get('x-request-id') ?? [];
  return id !== undefined && /^[\x21-\x7e]{1,256}$/.test(id) ? { 'x-request-id': id } : {};
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function readBody(request: RawRequest): JsonObject {
  const [type = 'application/json'] = headerValues(request).get('content-type') ?? [];
  if (!/^application\/json *(?:;|$)/i.test(type)) throw new AccessError('invalid-request', 'the content type must be application/json');
  let body: unknown;
  try {
    body = JSON.parse(decoder.decode(request.body));
  } catch {
    throw new AccessError('invalid-request', 'the request body must be JSON');
  }
  if (!isObject(body)) throw new AccessError('invalid-request', 'the request body must be an object');
  return body;
}
