import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An authenticator app as a person has one: it knows the seed it was shown, and makes codes by the clock. It shares no
 * code with the server. */
export class Authenticator {
  /** The seed as bytes. */
  readonly secret: Buffer;
  /** The time step at which it was made: codes are counted from there, so that a test knows which are used up. */
  readonly #start = Math.floor(Date.now() / 30_000);

  /** @param seed base32, as bytes, as answers carry it */
  constructor(seed: Uint8Array | undefined) {
    const bits = [...Buffer.from(seed ?? [])].map((byte) => alphabet.indexOf(String.fromCharCode(byte)).toString(2).padStart(5, '0')).join('');
    this.secret = Buffer.from(Array.from({ length: Math.floor(bits.length / 8) }, (_, index) => Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2)));
  }

  /** The code of a time step, counted from when this was made. */
  code(offset: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(this.#start + offset));
    const mac = createHmac('sha1', this.secret).update(counter).digest();
    return String((mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
  }

  /** Two codes that enable a device, and leave those from 0 on unused. */
  get pair(): { readonly AuthenticationCode1: string; readonly AuthenticationCode2: string } {
    return { AuthenticationCode1: this.code(-2), AuthenticationCode2: this.code(-1) };
  }

  /** Six digits that are no code of these minutes. */
  get wrong(): string {
    const codes = new Set(Array.from({ length: 9 }, (_, index) => this.code(index - 4)));
    for (let number = 0; ; number++) {
      const text = String(number).padStart(6, '0');
      if (!codes.has(text)) return text;
    }
  }
}
