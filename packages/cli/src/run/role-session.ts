import type { SessionRecord } from '@assent/server';
import { AdminRefusal } from '../admin/admin-connection.ts';
import type { AdminClient, SessionCredentials, SessionRequest } from './admin-client.ts';
import { RunFailure } from './run-failure.ts';

export interface RoleSessionOptions {
  readonly admin: Pick<AdminClient, 'assume' | 'end'>;
  /** ARN. */
  readonly role: string;
  /** Services in whose name to ask, in order, until the role trusts one. */
  readonly services: readonly [string, ...string[]];
  readonly sessionName: string;
  readonly sourceArn: string | undefined;
  now(): Date;
}

/** How long before their end credentials are renewed, in milliseconds. SDKs ask for others when a quarter of an hour is left. */
const margin = 20 * 60_000;

/** Credentials of a role that are always good for a while, and the record of what was asked with them. */
export class RoleSession {
  readonly role: string;
  /** Which the role trusts. */
  readonly service: string;
  readonly #options: RoleSessionOptions;
  readonly #request: SessionRequest;
  #credentials: SessionCredentials;
  #renewAt: number;
  #record: string;
  #renewing: Promise<SessionCredentials> | undefined;
  #lastUpdated: Date;
  #isPartial = false;

  private constructor(options: RoleSessionOptions, request: SessionRequest, { credentials, record }: Awaited<ReturnType<AdminClient['assume']>>) {
    this.role = options.role;
    this.service = request.service;
    this.#options = options;
    this.#request = request;
    this.#record = record;
    this.#credentials = credentials;
    this.#lastUpdated = options.now();
    this.#renewAt = renewalOf(credentials, this.#lastUpdated);
  }

  /** Assumes the role.
   * @throws RunFailure where it cannot be assumed */
  static async begin(options: RoleSessionOptions): Promise<RoleSession> {
    const { admin, role, services, sessionName, sourceArn } = options;
    let refusal = '';
    for (const service of services) {
      const request = { service, role, sessionName, sourceArn };
      try {
        return new RoleSession(options, request, await admin.assume(request, undefined));
      } catch (error) {
        if (!(error instanceof AdminRefusal)) throw error;
        if (error.code !== 'forbidden') throw new RunFailure(`the role ${role} cannot be assumed: ${error.message}`);
        refusal = error.message;
      }
    }
    throw new RunFailure(
      services.length > 1
        ? `there is no role ${role}, or it trusts none of ${services.join(', ')}: name the service of its trust policy with --service`
        : `the role ${role} cannot be assumed by ${services[0]}: ${refusal}`,
    );
  }

  /** When the credentials were given. */
  get lastUpdated(): Date {
    return this.#lastUpdated;
  }

  /** Whether the server lost what was recorded before it was started anew. */
  get isPartial(): boolean {
    return this.#isPartial;
  }

  /** Credentials that are good for a while, renewed where they are about to end.
   * @throws RunFailure, AdminRefusal where they have ended and there are no others */
  async current(): Promise<SessionCredentials> {
    if (this.#options.now().getTime() < this.#renewAt) return this.#credentials;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    try {
      return await this.#renewing;
    } catch (error) {
      if (this.#credentials.expiration > this.#options.now()) return this.#credentials;
      throw error;
    }
  }

  /** Ends the record, and answers what was asked. */
  end(): Promise<SessionRecord> {
    return this.#options.admin.end(this.#record);
  }

  async #renew(): Promise<SessionCredentials> {
    const { credentials, record } = await this.#again();
    this.#record = record;
    this.#credentials = credentials;
    this.#lastUpdated = this.#options.now();
    this.#renewAt = renewalOf(credentials, this.#lastUpdated);
    return credentials;
  }

  /** A server that was started anew knows the role, and not the record. */
  async #again(): Promise<Awaited<ReturnType<AdminClient['assume']>>> {
    try {
      return await this.#options.admin.assume(this.#request, this.#record);
    } catch (error) {
      if (!(error instanceof AdminRefusal) || error.code !== 'invalid-request') throw error;
      const begun = await this.#options.admin.assume(this.#request, undefined);
      this.#isPartial = true;
      return begun;
    }
  }
}

const renewalOf = ({ expiration }: SessionCredentials, now: Date): number => expiration.getTime() - Math.min(margin, (expiration.getTime() - now.getTime()) / 2);
