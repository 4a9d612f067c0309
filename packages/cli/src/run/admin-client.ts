import type { SessionRecord } from '@assent/server';
import { AdminConnection, AdminUnavailable } from '../admin/admin-connection.ts';
import type { AdminAnswer } from '../admin/admin-connection.ts';
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

/** The part of the admin interface that gives sessions and tells what was asked in them. */
export class AdminClient {
  readonly #connection: AdminConnection;

  constructor(url: string, token: string) {
    this.#connection = new AdminConnection(url, token);
  }

  /** A session of a role, recorded.
   * @param record the record to go on with; absent for a new one
   * @throws AdminRefusal
   * @throws RunFailure where the server is not to be had */
  async assume({ service, role, sessionName, sourceArn }: SessionRequest, record: string | undefined): Promise<{ readonly credentials: SessionCredentials; readonly record: string }> {
    const source = sourceArn === undefined ? {} : { sourceArn, sourceAccount: sourceArn.split(':')[4] };
    const answer = await this.#ask('POST', '/service-sessions', { service, role, sessionName, ...source, record: record ?? true });
    const [accessKeyId, secretAccessKey, sessionToken, expiration, id] = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiration', 'record'].map((name) => answer[name]);
    if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string' || typeof sessionToken !== 'string' || typeof expiration !== 'string') throw new RunFailure(this.#connection.strange().message);
    if (typeof id !== 'string') throw new RunFailure(`the server at ${this.#connection.url} does not record sessions: it is an older version`);
    return { credentials: { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiration) }, record: id };
  }

  /** Ends a record, and answers what is in it.
   * @throws AdminRefusal
   * @throws RunFailure where the server is not to be had */
  async end(record: string): Promise<SessionRecord> {
    const answer = await this.#ask('DELETE', `/service-sessions/${record}/calls`);
    if (!Array.isArray(answer['calls'])) throw new RunFailure(this.#connection.strange().message);
    return answer as unknown as SessionRecord;
  }

  async #ask(method: string, path: string, body?: object): Promise<AdminAnswer> {
    try {
      return await this.#connection.ask(method, path, body);
    } catch (error) {
      if (error instanceof AdminUnavailable) throw new RunFailure(error.message);
      throw error;
    }
  }
}
