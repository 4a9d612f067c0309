import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32 } from './base32.ts';
import { acceptedStep, oneTimePassword, synchronize, timeStep } from './one-time-password.ts';

const seed = Buffer.from('12345678901234567890');
const at = (seconds: number): Date => new Date(seconds * 1000);
const now = at(1_700_000_000);
const step = timeStep(now);
const code = (of: number): string => oneTimePassword(seed, of);
const fresh = { lastStep: -1, drift: 0 };

describe('a one-time password', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at second %d is %s (RFC 6238, appendix B)', (second, expected) => {
    expect(oneTimePassword(seed, timeStep(at(second)), 8)).toBe(expected);
    expect(oneTimePassword(seed, timeStep(at(second)))).toBe(expected.slice(2));
  });

  it.each(['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map((expected, counter) => ({ counter, expected })))(
    'of counter $counter is $expected (RFC 4226, appendix D)',
    ({ counter, expected }) => {
      expect(code(counter)).toBe(expected);
    },
  );

  it('is accepted one step early or late, and no further', () => {
    expect([-2, -1, 0, 1, 2].map((offset) => acceptedStep(seed, code(step + offset), fresh, now))).toEqual([undefined, step - 1, step, step + 1, undefined]);
  });

  it('is accepted once, and nothing from before it', () => {
    expect(acceptedStep(seed, code(step), { lastStep: step, drift: 0 }, now)).toBeUndefined();
    expect(acceptedStep(seed, code(step - 1), { lastStep: step, drift: 0 }, now)).toBeUndefined();
    expect(acceptedStep(seed, code(step + 1), { lastStep: step, drift: 0 }, now)).toBe(step + 1);
  });

  it('of a clock that is off is accepted after it was synchronized', () => {
    const state = synchronize(seed, code(step + 39), code(step + 40), -1, now);
    expect(state).toEqual({ lastStep: step + 40, drift: 40 });
    expect(acceptedStep(seed, code(step + 41), state ?? fresh, now)).toBe(step + 41);
    expect(acceptedStep(seed, code(step), state ?? fresh, now)).toBeUndefined();
  });

  it('is no password where it is shorter, longer, or not digits', () => {
    for (const wrong of ['', code(step).slice(1), `${code(step)}0`, 'abcdef']) expect(acceptedStep(seed, wrong, fresh, now)).toBeUndefined();
  });
});

describe('two codes', () => {
  it('enable where they follow each other', () => {
    expect(synchronize(seed, code(step - 1), code(step), -1, now)).toEqual({ lastStep: step, drift: 0 });
    expect(synchronize(seed, code(step - 2), code(step - 1), -1, now)).toEqual({ lastStep: step - 1, drift: 0 });
  });

  it.each([
    ['are in the wrong order', code(step), code(step - 1)],
    ['are the same', code(step), code(step)],
    ['are not neighbours', code(step - 2), code(step)],
    ['are more than an hour away', code(step - 122), code(step - 121)],
  ])('do not where they %s', (_why, one, two) => {
    expect(synchronize(seed, one, two, -1, now)).toBeUndefined();
  });

  it('are not accepted a second time', () => {
    expect(synchronize(seed, code(step - 1), code(step), step, now)).toBeUndefined();
  });
});

describe('base32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('of `%s` is `%s` (RFC 4648, section 10)', (text, expected) => {
    expect(base32(Buffer.from(text))).toBe(expected);
  });

  it('keeps every bit', () => {
    const decode = (text: string): string => [...text].map((character) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0')).join('');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
        expect(decode(base32(bytes)).slice(0, bits.length)).toBe(bits);
      }),
    );
  });
});
