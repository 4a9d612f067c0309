import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds that a code lasts, and its digits (RFC 6238 with the defaults that authenticator apps expect). */
const period = 30;
const digits = 6;

/** How many time steps a code may be early or late. */
const tolerance = 1;
/** How far off a device's clock may be when it is enabled or synchronized anew: an hour. */
const reach = 120;
/** Where a device is at most this far off, its clock is taken to be right, and the person to have been slow. */
const slowness = 2;

export const timeStep = (now: Date): number => Math.floor(now.getTime() / 1000 / period);

/** The code of a time step (RFC 4226 over HMAC-SHA-1).
 * @example oneTimePassword(Buffer.from('12345678901234567890'), 1) === '287082' */
export function oneTimePassword(seed: Uint8Array, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', seed).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** length).padStart(length, '0');
}

const isCodeOf = (seed: Uint8Array, step: number, code: string): boolean => {
  const expected = Buffer.from(oneTimePassword(seed, step));
  const given = Buffer.from(code);
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/** What is known of a device's codes. */
export interface CodeState {
  readonly lastStep: number;
  readonly drift: number;
}

/** The time step of a code that may be accepted now: near enough, and behind the last that was accepted. Every candidate is
 * computed, so that the time taken tells nothing. */
export function acceptedStep(seed: Uint8Array, code: string, { lastStep, drift }: CodeState, now: Date): number | undefined {
  const middle = timeStep(now) + drift;
  let accepted: number | undefined;
  for (let step = middle - tolerance; step <= middle + tolerance; step++) {
    if (step >= 0 && isCodeOf(seed, step, code) && step > lastStep) accepted ??= step;
  }
  return accepted;
}

/** What two consecutive codes say of a device: which step the second was made in, and how far off its clock is.
 * `undefined` where they do not follow each other, are too far away, or were accepted before. */
export function synchronize(seed: Uint8Array, code1: string, code2: string, lastStep: number, now: Date): CodeState | undefined {
  const middle = timeStep(now);
  let found: CodeState | undefined;
  // From near to far: the nearest pair is the likeliest.
  for (let distance = 0; distance <= reach; distance++) {
    for (const step of distance === 0 ? [middle] : [middle - distance, middle + distance]) {
      if (step < 1 || step - 1 <= lastStep) continue;
      const matches = isCodeOf(seed, step - 1, code1) && isCodeOf(seed, step, code2);
      if (matches) found ??= { lastStep: step, drift: distance <= slowness ? 0 : step - middle };
    }
  }
  return found;
}
