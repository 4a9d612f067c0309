import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** Seals and opens small secrets with keys derived from one master key, a key a purpose. Sealed bytes are a nonce, the
 * ciphertext and the authentication tag; `context` is authenticated with them, so that what was sealed for one entity
 * cannot be opened as another's. */
export class Vault {
  readonly #master: Uint8Array;
  readonly #keys = new Map<string, Buffer>();

  /** @param master 32 bytes */
  constructor(master: Uint8Array) {
    if (master.length !== 32) throw new RangeError('the master key must have 32 bytes');
    this.#master = master;
  }

  seal(purpose: string, context: string, plain: Uint8Array): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, this.#key(purpose), nonce);
    cipher.setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** `undefined` where the bytes were not sealed by this key for this purpose and context. */
  open(purpose: string, context: string, sealed: Uint8Array): Buffer | undefined {
    if (sealed.length < nonceLength + tagLength) return undefined;
    const decipher = createDecipheriv(algorithm, this.#key(purpose), sealed.subarray(0, nonceLength));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()]);
    } catch {
      // The one way in which opening fails: the tag does not fit, so this is not ours.
      return undefined;
    }
  }

  #key(purpose: string): Buffer {
    let key = this.#keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.#master, new Uint8Array(), `assent ${purpose}`, 32));
      this.#keys.set(purpose, key);
    }
    return key;
  }
}
