import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../secret/password-hash.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import type { PasswordPolicyRow } from '../store/schema.ts';
import { insertAccount } from './account.ts';
import { currentReport, generateReport, getReport } from './credential-report.ts';
import { checkReuse, getLoginProfile, insertLoginProfile, isCurrentPassword, updateLoginProfile } from './login-profile.ts';
import { newNamedRow } from './named-entity.ts';
import { checkNotExpired, passwordExpiry, putPasswordPolicy } from './password-policy.ts';
import { insertServiceCredential, shownStatus } from './service-credential.ts';
import { Usage } from './usage.ts';
import { insertUser } from './user.ts';

const account = '123456789012';
const start = new Date('2026-01-01T00:00:00Z');
const after = (hours: number): Date => new Date(start.getTime() + hours * 3600_000);
let fill = 0;
const random = (length: number): Uint8Array => new Uint8Array(length).fill(fill++ % 256);
const rules: PasswordPolicyRow = { account_id: account, minimum_length: 6, require_symbols: 0, require_numbers: 0, require_uppercase: 0, require_lowercase: 0, users_may_change: 0, max_age: 2, reuse_prevention: 24, hard_expiry: 1 };
const source = { partition: 'aws', usage: new Usage(), now: start };
let store: SqliteStore;
beforeEach(async () => {
  store = await SqliteStore.inMemory();
  await store.write((writer) => insertAccount(writer, { id: account, name: 'a', email: 'a@example.com', now: start }));
});
afterEach(() => store.close());

const user = (name: string) => store.write((writer) => insertUser(writer, newNamedRow('AIDA', account, name, '/', start, random), undefined));
const report = async (now = start): Promise<readonly (readonly string[])[]> => {
  await store.write((writer) => generateReport(writer, account, { ...source, now }));
  return (await getReport(store.reader, account, now)).content.trimEnd().split('\n').map((line) => line.split(','));
};

describe('a login profile', () => {
  const owner = { account, user: 'AIDA1' };
  const salt = new Uint8Array(16);

  it('is not changed by who read it before somebody else changed it', async () => {
    const hash = await hashPassword('one', salt);
    const read = await store.write((writer) => insertLoginProfile(writer, owner, 'u', { salt, hash }, false, start));
    const change = (password: Uint8Array) => store.write((writer) => updateLoginProfile(writer, read, { hash: password }, start));
    const [two, three] = [await hashPassword('two', salt), await hashPassword('three', salt)];
    await change(two);
    await expect(change(three)).rejects.toMatchObject({ code: 'EntityTemporarilyUnmodifiable' });
    const now = await getLoginProfile(store.reader, owner, 'u');
    expect([isCurrentPassword(now, two), isCurrentPassword(now, three), isCurrentPassword(now, hash)]).toEqual([true, false, false]);
  });

  it('remembers 24 passwords and no more', async () => {
    const hashes = Array.from({ length: 26 }, (_, index) => new Uint8Array(32).fill(index));
    await store.write((writer) => insertLoginProfile(writer, owner, 'u', { salt, hash: hashes[0] }, false, start));
    for (const hash of hashes.slice(1)) await store.write(async (writer) => updateLoginProfile(writer, await getLoginProfile(writer.db, owner, 'u'), { hash }, start));
    const row = await getLoginProfile(store.reader, owner, 'u');
    const barred = hashes.map((hash) => {
      try {
        checkReuse(row, hash, rules);
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'PasswordPolicyViolation' });
        return true;
      }
    });
    expect(barred).toEqual([false, false, ...Array.from({ length: 24 }, () => true)]);
  });
});

describe('a password', () => {
  it('expires after its days, and locks its owner out where expiry is hard (R21.26)', () => {
    const at = start.getTime();
    expect(passwordExpiry(at, rules)).toBe(after(48).getTime());
    expect(passwordExpiry(at, { ...rules, max_age: null })).toBeUndefined();
    expect(() => checkNotExpired(at, rules, after(47))).not.toThrow();
    expect(() => checkNotExpired(at, rules, after(48))).toThrow('The password has expired. Only an administrator can set another one.');
    for (const other of [undefined, { ...rules, hard_expiry: 0 as const }, { ...rules, max_age: null }]) expect(() => checkNotExpired(at, other, after(1000))).not.toThrow();
  });
});

describe('a credential of a service', () => {
  it('says that it has expired from then on, whatever its status was', async () => {
    const row = await user('keyed');
    const { row: made } = await store.write((writer) => insertServiceCredential(writer, row, 'bedrock.amazonaws.com', 1, random, start));
    expect(shownStatus(made, after(23))).toBe('Active');
    expect(shownStatus(made, after(24))).toBe('Expired');
    expect(shownStatus({ ...made, status: 'Inactive' }, after(24))).toBe('Expired');
  });
});

describe('a credential report', () => {
  it('is kept for four hours (R21.31)', async () => {
    await expect(getReport(store.reader, account, start)).rejects.toMatchObject({ code: 'ReportNotPresent' });
    await report();
    expect(await currentReport(store.reader, account, after(3.99))).toBeDefined();
    expect(await currentReport(store.reader, account, after(4))).toBeUndefined();
    await expect(getReport(store.reader, account, after(4))).rejects.toMatchObject({ code: 'ReportExpired' });
    await report(after(5));
    expect((await getReport(store.reader, account, after(5))).generated_at).toBe(after(5).getTime());
  });

  it('tells when passwords change and end', async () => {
    const row = await user('aging');
    await store.write(async (writer) => {
      await putPasswordPolicy(writer, rules);
      await insertLoginProfile(writer, { account, user: row.id }, 'aging', { salt: new Uint8Array(16), hash: new Uint8Array(32) }, false, start);
    });
    const fields = async (now: Date) => (await report(now))[2]?.slice(3, 7);
    expect(await fields(start)).toEqual(['true', 'no_information', '2026-01-01T00:00:00+00:00', '2026-01-03T00:00:00+00:00']);
    expect((await fields(after(49)))?.[0]).toBe('false');
  });

  it('keeps names with commas in one field', async () => {
    await user('one,two');
    await store.write((writer) => generateReport(writer, account, source));
    expect((await getReport(store.reader, account, start)).content).toContain(`\n"one,two","arn:aws:iam::${account}:user/one,two",`);
  });
});
