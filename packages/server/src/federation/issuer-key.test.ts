import { describe, expect, it } from 'vitest';
import { Vault } from '../secret/vault.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { currentIssuerKey, insertIssuerKey, newIssuerKey, openIssuerKey, publicIssuerKeys } from './issuer-key.ts';

const vault = new Vault(new Uint8Array(32).fill(1));

describe('keys of an issuer', () => {
  it('are taken over by newer ones, and stay published', async () => {
    const store = await SqliteStore.inMemory();
    const [older, newer] = [await newIssuerKey('ES384', vault, new Date(1_000_000)), await newIssuerKey('ES384', vault, new Date(2_000_000))];
    await store.write((writer) => insertIssuerKey(writer, older));
    expect((await currentIssuerKey(store.reader, 'ES384'))?.id).toBe(older.id);
    expect(await currentIssuerKey(store.reader, 'RS256')).toBeUndefined();
    await store.write((writer) => insertIssuerKey(writer, newer));
    expect((await currentIssuerKey(store.reader, 'ES384'))?.id).toBe(newer.id);
    expect((await publicIssuerKeys(store.reader)).map(({ kid }) => kid)).toEqual([older.id, newer.id]);
    await store.close();
  });

  it('open under the master key that they were sealed with, and no other', async () => {
    const key = await newIssuerKey('RS256', vault, new Date(0));
    expect(openIssuerKey(key, vault).asymmetricKeyType).toBe('rsa');
    expect(Buffer.from(key.sealed_private_key).toString('latin1')).not.toContain('PRIVATE');
    expect(() => openIssuerKey(key, new Vault(new Uint8Array(32)))).toThrow('cannot be opened');
  });
});
