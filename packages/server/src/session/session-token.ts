import type { Vault } from '../secret/vault.ts';
import type { Session } from './session.ts';

const purpose = 'session token';

/** Characters of a token at the most. */
export const tokenLimit = 65_536;

/** Makes and opens session tokens: authenticated encryption of the session, bound to its access key (R22.5). */
export class SessionTokens {
  readonly #vault: Vault;
  readonly #limit: number;
  readonly #opened = new Map<string, Session>();

  /** @param limit how many opened tokens are kept at hand */
  constructor(vault: Vault, limit = 10_000) {
    this.#vault = vault;
    this.#limit = limit;
  }

  seal(session: Session): string {
    return this.#vault.seal(purpose, session.accessKeyId, Buffer.from(JSON.stringify(session))).toString('base64');
  }

  /** `undefined` where the token is not ours, or another key's. Whether it has expired is the caller's question. */
  open(accessKeyId: string, token: string): Session | undefined {
    const known = this.#opened.get(token);
    if (known) return known.accessKeyId === accessKeyId ? known : undefined;
    if (token.length > tokenLimit || !/^[A-Za-z0-9+/]+={0,2}$/.test(token)) return undefined;
    const plain = this.#vault.open(purpose, accessKeyId, Buffer.from(token, 'base64'));
    if (!plain) return undefined;
    const session = JSON.parse(plain.toString('utf8')) as Session;
    if (this.#opened.size >= this.#limit) {
      const [oldest] = this.#opened.keys();
      if (oldest !== undefined) this.#opened.delete(oldest);
    }
    this.#opened.set(token, session);
    return session;
  }
}
