import { createHmac, timingSafeEqual } from 'node:crypto';

/** Tokens of the metadata service, which say themselves how long they are good: nothing is kept of them. */
export class MetadataTokens {
  readonly #key: Uint8Array;

  /** @param key secret, of this run alone */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** @param expiresAt epoch milliseconds */
  make(expiresAt: number): string {
    const time = expiresAt.toString(36);
    return `${time}.${this.#seal(time).toString('base64url')}`;
  }

  isGood(token: string, now: number): boolean {
    const [, time = '', seal = ''] = /^([0-9a-z]{1,12})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
    return timingSafeEqual(Buffer.from(seal.padEnd(43, '='), 'latin1'), Buffer.from(this.#seal(time).toString('base64url'), 'latin1')) && Number.parseInt(time, 36) > now;
  }

  #seal(time: string): Buffer {
    return createHmac('sha256', this.#key).update(time).digest();
  }
}
