import { createHash, timingSafeEqual } from 'node:crypto';

/** A payload is not what its signature says. `code` is S3's. */
export class PayloadError extends Error {
  readonly code: 'XAmzContentSHA256Mismatch' | 'SignatureDoesNotMatch' | 'IncompleteBody' | 'MalformedTrailerError' | 'InvalidChunkSizeError';

  constructor(code: PayloadError['code'], message: string) {
    super(message);
    this.name = 'PayloadError';
    this.code = code;
  }
}

/** Looks at a payload while it passes. Both throw `PayloadError` where it is not the one that was signed. */
export interface PayloadCheck {
  /** @returns what goes on in the place of `piece` */
  take(piece: Buffer): Buffer;
  /** Called once, when all of it has been taken; what it returns goes on last. */
  end(): Buffer;
}

const nothing = Buffer.alloc(0);

/** Holds a payload against its SHA-256 as the head states it. */
export function hashCheck(expected: string): PayloadCheck {
  const hash = createHash('sha256');
  return {
    take(piece) {
      hash.update(piece);
      return piece;
    },
    end() {
      if (timingSafeEqual(hash.digest(), Buffer.from(expected, 'hex'))) return nothing;
      throw new PayloadError('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.");
    },
  };
}

/** A payload under a check, always one piece behind: the last piece goes when all of it has been found right, so that no receiver
 * takes a payload for complete that is not the one that was signed. */
export class HeldBack implements PayloadCheck {
  readonly #check: PayloadCheck;
  #held: Buffer = nothing;

  constructor(check: PayloadCheck) {
    this.#check = check;
  }

  take(piece: Buffer): Buffer {
    const next = this.#check.take(piece);
    if (next.length === 0) return nothing;
    const goes = this.#held;
    this.#held = next;
    return goes;
  }

  end(): Buffer {
    const last = this.#check.end();
    return last.length === 0 ? this.#held : Buffer.concat([this.#held, last]);
  }
}
