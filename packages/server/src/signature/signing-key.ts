import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CredentialScope } from './credential.ts';

const hmac = (key: string | Buffer | KeyObject, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** Derives the key that signs for one day, region and service. */
export function deriveSigningKey(secret: string, { date, region, service }: CredentialScope): KeyObject {
  return createSecretKey(hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request'));
}

/** Keeps derived keys, as key objects, which are much faster to sign with than bytes. The oldest go first. */
export class SigningKeys {
  readonly #limit: number;
  readonly #keys = new Map<string, { readonly secret: string; readonly key: KeyObject }>();

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get(accessKeyId: string, secret: string, scope: CredentialScope): KeyObject {
    const name = `${accessKeyId}/${scope.date}/${scope.region}/${scope.service}`;
    const held = this.#keys.get(name);
    // The name stands for one secret for good; were it ever another, the old key must not serve.
    if (held?.secret === secret) return held.key;
    const key = deriveSigningKey(secret, scope);
    if (this.#keys.size >= this.#limit) {
      const [oldest] = this.#keys.keys();
      if (oldest !== undefined) this.#keys.delete(oldest);
    }
    this.#keys.set(name, { secret, key });
    return key;
  }
}
