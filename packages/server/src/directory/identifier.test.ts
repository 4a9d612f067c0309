import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { accessKeyId, accountOfAccessKey, entityId, secretAccessKey } from './identifier.ts';

describe('identifiers (R14.5)', () => {
  it('have AWS\'s prefixes, lengths and alphabet', () => {
    expect(entityId('AIDA', randomBytes)).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect(accessKeyId('ASIA', '123456789012', randomBytes)).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(secretAccessKey(randomBytes)).toMatch(/^[A-Za-z0-9+/]{40}$/);
  });

  it('of access keys carry their account', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.uint8Array({ minLength: 5, maxLength: 5 }), (number, bytes) => {
        const account = String(number).padStart(12, '0');
        expect(accountOfAccessKey(accessKeyId('AKIA', account, () => bytes))).toBe(account);
      }),
    );
  });

  it('of AWS\'s own making are read as public tools read them', () => {
    expect(accountOfAccessKey('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753');
  });

  it.each(['', 'AKIA', 'AKIA0000000000000000', 'AIDAQNZGKIQY56JQ7WML', 'ASIAQNZGKIQY56JQ7WMLX'])('are not found in `%s`', (text) => {
    expect(accountOfAccessKey(text)).toBeUndefined();
  });
});
