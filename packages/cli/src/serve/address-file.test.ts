import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAddresses, removeAddresses, writeAddresses } from './address-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-addresses-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'addresses.json');
const addresses = { url: 'http://127.0.0.1:1', adminUrl: 'http://127.0.0.1:2', account: '123456789012' };

describe('the addresses of a server in its folder', () => {
  it('are there for their owner alone while it runs', () => {
    writeAddresses(folder, { ...addresses, adminToken: 'never' } as typeof addresses);
    expect(readAddresses(folder)).toEqual(addresses);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    removeAddresses(folder);
    removeAddresses(folder);
    expect(readAddresses(folder)).toBeUndefined();
  });

  it.each(['', '{', 'null', '[]', '{"url":"http://127.0.0.1:1"}', '{"url":1,"adminUrl":2,"account":3}'])('are not taken from %j', (text) => {
    writeFileSync(file, text);
    expect(readAddresses(folder)).toBeUndefined();
  });
});
