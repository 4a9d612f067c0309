import { hash, timingSafeEqual } from 'node:crypto';

/** What the bearer of a token may do. */
export interface TokenHolder {
  readonly mayExplain: boolean;
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** The bearer tokens that may ask, compared in a time that tells nothing of them. */
export class AccessTokens {
  readonly #held: readonly { readonly digest: Buffer; readonly holder: TokenHolder }[];

  /** @param text a token a line; behind one that may have explanations stands `explain`
   * @throws RangeError where a line is something else */
  constructor(text: string) {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    this.#held = lines.flatMap((line, index) => {
      if (line === '' || line.startsWith('#')) return [];
      const [token = '', right, ...rest] = line.split(/\s+/);
      // RFC 6750: what a bearer token is made of.
      if (!/^[A-Za-z0-9._~+/-]{32,1024}=*$/.test(token)) throw new RangeError(`line ${index + 1} of the access tokens must begin with a token of at least 32 letters, digits and ._~+/-`);
      if (rest.length > 0 || (right !== undefined && right !== 'explain')) throw new RangeError(`line ${index + 1} of the access tokens must have nothing but \`explain\` behind the token`);
      return [{ digest: digest(token), holder: { mayExplain: right === 'explain' } }];
    });
    if (this.#held.length === 0) throw new RangeError('the file of access tokens has none');
  }

  find(token: string): TokenHolder | undefined {
    const sought = digest(token);
    let found: TokenHolder | undefined;
    for (const held of this.#held) if (timingSafeEqual(held.digest, sought)) found = held.holder;
    return found;
  }
}
