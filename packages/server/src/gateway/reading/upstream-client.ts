import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { accessKeyId } from '../../directory/identifier.ts';
import { sha256 } from '../../signature/canonical-request.ts';
import { pathStyleOf } from '../authentication.ts';
import { open } from '../forwarding/forward.ts';
import { signedAnew } from '../forwarding/signed-anew.ts';
import type { Upstream } from '../forwarding/upstreams.ts';
import { readBody, textOfBody } from '../routing/body.ts';
import { readJsonBody } from '../routing/json-body.ts';
import { Unroutable } from '../routing/unroutable.ts';
import { readXml } from '../routing/xml-reader.ts';
import { AnswerView } from './answer-view.ts';
import { questionOf } from './question.ts';
import type { Question } from './question.ts';
import { AnswerError, UpstreamRefusal, UpstreamSilence } from './reading-error.ts';
import { refusalReason } from './refusal-reason.ts';

export interface ClientOptions {
  /** In whose name an upstream without credentials is asked. */
  readonly account: string;
  readonly region: string;
  /** For one question and its answer, in milliseconds. */
  readonly timeout: number;
  now(): Date;
}

type Parameters = Readonly<Record<string, unknown>>;

const answerLimit = 16 << 20;
const pageLimit = 1_000;

/** Asks an upstream in Assent's own name, with the credentials that it is configured with. Where there are none the upstream
 * verifies nothing, and what it tells of an access key is its account at the most: questions are signed with a key of the form
 * that callers have, which nobody holds. */
export class UpstreamClient {
  readonly #upstream: Upstream;
  readonly #options: ClientOptions;

  constructor(upstream: Upstream, options: ClientOptions) {
    this.#upstream = upstream;
    this.#options = options;
  }

  get account(): string {
    return this.#options.account;
  }

  get region(): string {
    return this.#upstream.sign?.region ?? this.#options.region;
  }

  /** @throws UpstreamRefusal, UpstreamSilence, AnswerError */
  async ask(service: string, operation: string, parameters: Parameters = {}): Promise<AnswerView> {
    const question = questionOf(service, operation, parameters);
    const view = readAnswer(await this.#send(question, operation), question);
    return question.protocol === 'query' ? view.at(`${operation}Result`) : view;
  }

  /** The whole answer as text, where it is one.
   * @throws UpstreamRefusal, UpstreamSilence, AnswerError */
  async askText(service: string, operation: string, parameters: Parameters = {}): Promise<string> {
    return readable(await this.#send(questionOf(service, operation, parameters), operation), (text) => text);
  }

  /** The pages of a list, one after another.
   * @param next name of the parameter that asks for the next page
   * @param from name of the answer's member that says which it is
   * @throws UpstreamRefusal, UpstreamSilence, AnswerError */
  async *pages(service: string, operation: string, next: string, from: string, parameters: Parameters = {}): AsyncGenerator<AnswerView, void> {
    let token: string | undefined;
    for (let page = 0; page < pageLimit; page++) {
      const answer = await this.ask(service, operation, { ...parameters, [next]: token });
      yield answer;
      const following = answer.optional(from) || undefined;
      if (following === undefined) return;
      if (following === token) throw new AnswerError(`the pages of ${operation} do not end`);
      token = following;
    }
    throw new AnswerError(`${operation} has more than ${pageLimit} pages`);
  }

  async #send(question: Question, operation: string): Promise<Uint8Array> {
    const { account, timeout } = this.#options;
    const limit = AbortSignal.timeout(timeout);
    const { signingName, method, target, headers, body } = question;
    const length: readonly [string, string][] = body === '' && method === 'GET' ? [] : [['content-length', String(Buffer.byteLength(body))]];
    const head = { method, target, headers: [['host', this.#upstream.url.host] as const, ...headers, ...length] };
    const signer = this.#upstream.sign ?? { accessKeyId: accessKeyId('AKIA', account, (bytes) => new Uint8Array(bytes)), secretAccessKey: account };
    const signed = signedAnew(head, { signer, service: signingName, region: this.region, style: pathStyleOf(signingName), payloadHash: sha256(body), now: this.#options.now() });
    const request = open(this.#upstream, signed);
    const giveUp = (): void => void request.destroy();
    limit.addEventListener('abort', giveUp);
    // Whatever comes after the first fault.
    request.on('error', ignore);
    try {
      request.end(body);
      const [answer] = (await once(request, 'response')) as [IncomingMessage];
      const bytes = await read(answer);
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 299) throw new UpstreamRefusal(operation, status, refusalReason(answer.headers, bytes));
      return readBody(bytes, answer.headers['content-encoding'], answerLimit);
    } catch (error) {
      request.destroy();
      throw limit.aborted ? new UpstreamSilence(`it did not answer within ${timeout} ms`) : reasonOf(error);
    } finally {
      limit.removeEventListener('abort', giveUp);
    }
  }
}

async function read(answer: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > answerLimit) throw new AnswerError(`the answer is larger than ${answerLimit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function reasonOf(error: unknown): Error {
  if (error instanceof UpstreamRefusal || error instanceof UpstreamSilence || error instanceof AnswerError) return error;
  if (error instanceof Unroutable) return new AnswerError(`the answer cannot be read: ${error.message}`);
  const code = (error as NodeJS.ErrnoException).code;
  return new UpstreamSilence(code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? `it cannot be reached (${code})` : `it broke off (${code ?? 'not HTTP'})`);
}

const readAnswer = (bytes: Uint8Array, { protocol }: Question): AnswerView =>
  readable(bytes, (text) => (protocol === 'json' || protocol === 'rest-json' ? AnswerView.ofJson(text === '' ? new Map() : readJsonBody(text)) : AnswerView.ofXml(readXml(text.trim()))));

function readable<T>(bytes: Uint8Array, read: (text: string) => T): T {
  try {
    return read(textOfBody(bytes));
  } catch (error) {
    throw reasonOf(error);
  }
}

const ignore = (): void => undefined;
