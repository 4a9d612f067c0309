/** The admin interface of a server cannot be asked; the message says what to do. */
export class AdminUnavailable extends Error {
  readonly code = 'admin-unavailable';

  constructor(message: string) {
    super(message);
    this.name = 'AdminUnavailable';
  }
}

/** The server's answer to a request that it refuses. */
export class AdminRefusal extends Error {
  /** `forbidden`, `invalid-request`, `not-found` … */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'AdminRefusal';
    this.code = code;
  }
}

export type AdminAnswer = Readonly<Record<string, unknown>>;

/** How long a server may take for an answer, in milliseconds. */
const timeout = 30_000;

/** The admin interface of a running server. */
export class AdminConnection {
  readonly url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.url = url.replace(/\/+$/, '');
    this.#token = token;
  }

  /** @throws AdminRefusal, AdminUnavailable */
  async ask(method: string, path: string, body?: object): Promise<AdminAnswer> {
    const [status, answer] = await this.#fetch(method, path, body);
    if (status === 200) return answer;
    const error = answer['error'];
    if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) throw this.strange();
    if (error.code === 'unauthenticated') throw new AdminUnavailable(`the server at ${this.url} does not take the admin token: name its file with --admin-token-file, such as .assent/admin-token`);
    throw new AdminRefusal(String(error.code), String(error.message));
  }

  /** What is thrown for an answer that no server gives. */
  strange(): AdminUnavailable {
    return new AdminUnavailable(`what listens at ${this.url} is no admin interface: --admin is the second address in the line that assent serve prints`);
  }

  async #fetch(method: string, path: string, body: object | undefined): Promise<readonly [status: number, answer: AdminAnswer]> {
    let text: string;
    let status: number;
    try {
      const response = await fetch(this.url + path, { method, redirect: 'error', signal: AbortSignal.timeout(timeout), headers: { authorization: `Bearer ${this.#token}` }, ...(body ? { body: JSON.stringify(body) } : {}) });
      [status, text] = [response.status, await response.text()];
    } catch (error) {
      const { cause, message } = error as Error;
      throw new AdminUnavailable(`the admin interface at ${this.url} cannot be reached: ${cause instanceof Error ? cause.message : message}`);
    }
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) throw this.strange();
      throw error;
    }
    if (typeof answer !== 'object' || answer === null) throw this.strange();
    return [status, answer as AdminAnswer];
  }
}
