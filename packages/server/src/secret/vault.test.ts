import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { masterKey, parseMasterKey } from './master-key.ts';
import { Vault } from './vault.ts';

const vault = new Vault(new Uint8Array(32).fill(7));
const plain = Buffer.from('the secret');

describe('a vault', () => {
  it('opens what it sealed, for the same purpose and context alone', () => {
    const sealed = vault.seal('keys', 'AKIA1', plain);
    expect(vault.open('keys', 'AKIA1', sealed)).toEqual(plain);
    expect(vault.open('keys', 'AKIA2', sealed)).toBeUndefined();
    expect(vault.open('tokens', 'AKIA1', sealed)).toBeUndefined();
    expect(new Vault(new Uint8Array(32).fill(8)).open('keys', 'AKIA1', sealed)).toBeUndefined();
  });

  it('opens nothing that was changed, cut or made up', () => {
    const sealed = vault.seal('keys', 'AKIA1', plain);
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(vault.open('keys', 'AKIA1', changed)).toBeUndefined();
      expect(vault.open('keys', 'AKIA1', sealed.subarray(0, index))).toBeUndefined();
    }
  });

  it('seals the same text differently each time', () => {
    expect(vault.seal('keys', 'a', plain)).not.toEqual(vault.seal('keys', 'a', plain));
  });
});

describe('the master key', () => {
  it('is 32 bytes as hexadecimal or base64, or made from a passphrase that is not too short', () => {
    const bytes = Buffer.alloc(32, 0xab);
    expect(parseMasterKey(bytes.toString('hex'))).toEqual(bytes);
    expect(parseMasterKey(bytes.toString('base64'))).toEqual(bytes);
    expect(parseMasterKey('correct horse battery staple')).toHaveLength(32);
    expect(() => parseMasterKey('short')).toThrow(/at least 16 characters/);
  });

  it('of a folder is made once, for its owner alone, and a damaged one is not replaced', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assent-key-'));
    const first = masterKey(undefined, folder);
    expect(masterKey(undefined, folder)).toEqual(first);
    const file = join(folder, 'master.key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, readFileSync(file, 'utf8').slice(5));
    expect(() => masterKey(undefined, folder)).toThrow(/damaged/);
    rmSync(folder, { recursive: true });
  });
});
