import { exportJWK, SignJWT } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DocumentError } from './https-documents.ts';
import type { DocumentSource } from './https-documents.ts';
import { verifyIdentityToken } from './identity-token.ts';
import { ProviderKeys } from './provider-keys.ts';

const owner = { url: 'login.example.com', thumbprints: [] };
const provider = { ...owner, issuers: ['https://login.example.com'], clientIds: ['client'] };
const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

/** A provider that counts how often its keys are asked for. */
class Provider {
  readonly keys = new Map<string, { readonly privateKey: KeyObject; readonly publicKey: KeyObject }>();
  asked = 0;
  isDown = false;

  take(kid: string): void {
    this.keys.clear();
    this.keys.set(kid, generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  }

  source: DocumentSource = async (url) => {
    if (this.isDown) {
      this.asked++;
      throw new DocumentError('unreachable', 'down');
    }
    if (url.pathname !== '/keys') return { issuer: `https://${url.hostname}`, jwks_uri: `https://${url.hostname}/keys` };
    this.asked++;
    return { keys: await Promise.all([...this.keys].map(async ([kid, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }))) };
  };

  token(kid: string, now: Date): Promise<string> {
    const key = this.keys.get(kid)?.privateKey ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const seconds = now.getTime() / 1000;
    return new SignJWT({ iss: 'https://login.example.com', sub: 's', aud: 'client', iat: seconds, exp: seconds + 60 }).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
  }
}

describe('keys of a provider', () => {
  it('are kept for an hour, and then asked for again', async () => {
    const remote = new Provider();
    remote.take('a');
    const keys = new ProviderKeys(remote.source);
    for (const seconds of [0, 1, 3599]) await verifyIdentityToken(await remote.token('a', at(seconds)), provider, keys, at(seconds));
    expect(remote.asked).toBe(1);
    await verifyIdentityToken(await remote.token('a', at(3600)), provider, keys, at(3600));
    expect(remote.asked).toBe(2);
  });

  it('are asked for at once where a token names a new one, but not at every one that nobody knows', async () => {
    const remote = new Provider();
    remote.take('a');
    const keys = new ProviderKeys(remote.source);
    await verifyIdentityToken(await remote.token('a', at(0)), provider, keys, at(0));
    remote.take('b');
    await expect(verifyIdentityToken(await remote.token('b', at(60)), provider, keys, at(60))).resolves.toBeDefined();
    expect(remote.asked).toBe(2);
    for (const seconds of [61, 62, 89]) await expect(verifyIdentityToken(await remote.token('unknown', at(seconds)), provider, keys, at(seconds))).rejects.toMatchObject({ code: 'InvalidIdentityToken' });
    expect(remote.asked).toBe(2);
    // The key that was taken back is not good any more.
    await expect(verifyIdentityToken(await remote.token('a', at(91)), provider, keys, at(91))).rejects.toMatchObject({ code: 'InvalidIdentityToken' });
  });

  it('that could not be had are not asked for by every caller', async () => {
    const remote = new Provider();
    remote.take('a');
    remote.isDown = true;
    const keys = new ProviderKeys(remote.source);
    for (const seconds of [0, 1, 9]) await expect(verifyIdentityToken(await remote.token('a', at(seconds)), provider, keys, at(seconds))).rejects.toMatchObject({ code: 'IDPCommunicationError' });
    expect(remote.asked).toBe(1);
    remote.isDown = false;
    await expect(verifyIdentityToken(await remote.token('a', at(11)), provider, keys, at(11))).resolves.toBeDefined();
  });

  it('stay good where new ones cannot be had for a token that nobody knows', async () => {
    const remote = new Provider();
    remote.take('a');
    const keys = new ProviderKeys(remote.source);
    await verifyIdentityToken(await remote.token('a', at(0)), provider, keys, at(0));
    remote.isDown = true;
    await expect(verifyIdentityToken(await remote.token('unknown', at(40)), provider, keys, at(40))).rejects.toMatchObject({ code: 'IDPCommunicationError' });
    await expect(verifyIdentityToken(await remote.token('unknown', at(41)), provider, keys, at(41))).rejects.toMatchObject({ code: 'InvalidIdentityToken' });
    await expect(verifyIdentityToken(await remote.token('a', at(42)), provider, keys, at(42))).resolves.toBeDefined();
    expect(remote.asked).toBe(2);
  });

  it('fetched under some thumbprints are not used under others, and only so many are kept', async () => {
    const remote = new Provider();
    remote.take('a');
    const keys = new ProviderKeys(remote.source, 2);
    await keys.find(owner, at(0));
    await keys.find({ ...owner, thumbprints: ['b', 'a'] }, at(0));
    await keys.find({ ...owner, thumbprints: ['a', 'b'] }, at(0));
    expect(remote.asked).toBe(2);
    await keys.find({ ...owner, thumbprints: ['c'] }, at(0));
    await keys.find(owner, at(0));
    expect(remote.asked).toBe(4);
  });
});
