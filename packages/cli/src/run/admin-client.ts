import type { SessionRecord } from '@assent/server';
import { RunFailure } from './run-failure.ts';

/** Credentials of a session. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** What a session is asked for with. */
export interface SessionRequest {
  /** `lambda.amazonaws.com` */
  readonly service: string;
  /** ARN. */
  readonly role: string;
  readonly sessionName: string;
  readonly sourceArn: string | undefined;
}

/** The server's answer to a request that it refuses. */
export class AdminRefusal extends Error {
  /** `forbidden`, `invalid-request`, `unauthenticated` … */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'AdminRefusal';
    this.code = code;
  }
}

/** The part of the admin interface that gives sessions and tells what was asked in them. */
export class AdminClient {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
  }

  /** A session of a role, recorded.
   * @param record the record to go on with; absent for a new one
   * @throws AdminRefusal
   * @throws RunFailure where the server is not to be had */
  async assume({ service, role, sessionName, sourceArn }: SessionRequest, record: string | undefined): Promise<{ readonly credentials: SessionCredentials; readonly record: string }> {
    const source = sourceArn === undefined ? {} : { sourceArn, sourceAccount: sourceArn.split(':')[4] };
    const answer = await this.#ask('POST', '/service-sessions', { service, role, sessionName, ...source, record: record ?? true });
    const [accessKeyId, secretAccessKey, sessionToken, expiration, id] = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration', 'record'].map((name) => answer[name]);
    if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string' || typeof sessionToken !== 'string' || typeof expiration !== 'string') throw this.#strange();
    if (typeof id !== 'string') throw new RunFailure(`the server at ${this.#url} does not record sessions: it is an older version`);
    return { credentials: { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration) }, record: id };
  }

  /** Ends a record, and answers what is in it.
   * @throws AdminRefusal
   * @throws RunFailure where the server is not to be had */
  async end(record: string): Promise<SessionRecord> {
    const answer = await this.#ask('DELETE', `/service-sessions/${record}/calls`);
    if (!Array.isArray(answer['calls'])) throw this.#strange();
    return answer as unknown as SessionRecord;
  }

  async #ask(method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>> {
    const [status, answer] = await this.#fetch(method, path, body);
    if (status === 200) return answer;
    const error = answer['error'];
    if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) throw this.#strange();
    if (error.code === 'unauthenticated') throw new RunFailure(`the server at ${this.#url} does not take the admin token: name its file with --admin-token-file, such as .assent/admin-token`);
    throw new AdminRefusal(String(error.code), String(error.message));
  }

  async #fetch(method: string, path: string, body: object | undefined): Promise<readonly [status: number, answer: Readonly<Record<string, unknown>>]> {
    let text: string;
    let status: number;
    try {
      const response = await fetch(this.#url + path, { method, redirect: 'error', headers: { authorization: `Bearer ${this.#token}` }, ...(body ? { body: JSON.stringify(body) } : {}) });
      [status, text] = [response.status, await response.text()];
    } catch (error) {
      const cause = (error as Error).cause;
      throw new RunFailure(`the admin interface at ${this.#url} cannot be reached: ${cause instanceof Error ? cause.message : (error as Error).message}`);
    }
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) throw this.#strange();
      throw error;
    }
    if (typeof answer !== 'object' || answer === null) throw this.#strange();
    return [status, answer as Readonly<Record<string, unknown>>];
  }

  #strange(): RunFailure {
    return new RunFailure(`what listens at ${this.#url} is no admin interface: --admin is the second address in the line that assent serve prints`);
  }
}
