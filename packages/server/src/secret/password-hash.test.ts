import { describe, expect, it } from 'vitest';
import { hashPassword, isSameHash } from './password-hash.ts';

const salt = Buffer.alloc(16, 1);

describe('the hash of a password', () => {
  it('is the same for the same password and salt, and for no others', async () => {
    const [one, same, other, salted] = await Promise.all([hashPassword('secret', salt), hashPassword('secret', salt), hashPassword('Secret', salt), hashPassword('secret', Buffer.alloc(16, 2))]);
    expect(isSameHash(one, same)).toBe(true);
    expect(isSameHash(one, other)).toBe(false);
    expect(isSameHash(one, salted)).toBe(false);
    expect(isSameHash(one, one.subarray(1))).toBe(false);
  });

  it('leaves the event loop free while many are computed', async () => {
    let turns = 0;
    let done = false;
    const hashing = Promise.all(Array.from({ length: 6 }, (_, index) => hashPassword(`p${index}`, salt))).then((hashes) => {
      done = true;
      return hashes;
    });
    while (!done) {
      turns++;
      await new Promise((next) => setImmediate(next));
    }
    expect(turns).toBeGreaterThan(6);
    expect(new Set((await hashing).map((hash) => hash.toString('hex'))).size).toBe(6);
  });
});
