import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { sha256 } from '../../signature/canonical-request.ts';
import type { SignedPayload } from '../../signature/verify.ts';
import { PayloadError } from './payload-check.ts';

const emptyHash = sha256('');

/** The chain of signatures that goes on from the head's: each chunk signs the signature before it. */
export class ChunkSignatures {
  readonly #payload: SignedPayload;
  #previous: string;
  #data: Hash;

  constructor(payload: SignedPayload) {
    this.#payload = payload;
    this.#previous = payload.signature;
    this.#data = createHash('sha256');
  }

  /** Data of the chunk that is being read. */
  update(data: Buffer): void {
    this.#data.update(data);
  }

  /** The chunk is complete.
   * @throws PayloadError where it is not the one that was signed */
  endChunk(signature: string): void {
    this.#verify(signature, `AWS4-HMAC-SHA256-PAYLOAD\n${this.#where()}\n${emptyHash}\n${this.#data.digest('hex')}`);
    this.#data = createHash('sha256');
  }

  /** @param trailers `name:value` and a line feed for each, in order
   * @throws PayloadError */
  endTrailers(signature: string, trailers: string): void {
    this.#verify(signature, `AWS4-HMAC-SHA256-TRAILER\n${this.#where()}\n${sha256(trailers)}`);
  }

  #where(): string {
    const { timestamp, scope } = this.#payload;
    return `${timestamp}\n${scope.date}/${scope.region}/${scope.service}/aws4_request\n${this.#previous}`;
  }

  #verify(signature: string, text: string): void {
    const expected = createHmac('sha256', this.#payload.key).update(text).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
      throw new PayloadError('SignatureDoesNotMatch', 'The signature of a chunk does not match. Check your AWS Secret Access Key and signing method.');
    }
    this.#previous = signature;
  }
}
