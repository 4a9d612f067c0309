import { constants, createDecipheriv, privateDecrypt } from 'node:crypto';
import type { CipherGCMTypes, KeyObject } from 'node:crypto';
import { attributeOf, childOf, textOf } from './saml-xml.ts';

/** How the content of an assertion may be encrypted. */
const contentCiphers: Readonly<Record<string, { readonly name: string; readonly keyLength: number; readonly gcm: boolean }>> = {
  'http://www.w3.org/2009/xmlenc11#aes128-gcm': { name: 'aes-128-gcm', keyLength: 16, gcm: true },
  'http://www.w3.org/2009/xmlenc11#aes192-gcm': { name: 'aes-192-gcm', keyLength: 24, gcm: true },
  'http://www.w3.org/2009/xmlenc11#aes256-gcm': { name: 'aes-256-gcm', keyLength: 32, gcm: true },
  'http://www.w3.org/2001/04/xmlenc#aes128-cbc': { name: 'aes-128-cbc', keyLength: 16, gcm: false },
  'http://www.w3.org/2001/04/xmlenc#aes192-cbc': { name: 'aes-192-cbc', keyLength: 24, gcm: false },
  'http://www.w3.org/2001/04/xmlenc#aes256-cbc': { name: 'aes-256-cbc', keyLength: 32, gcm: false },
};

/** How its key may be: OAEP alone, as the older padding tells who asks often enough what is in it. */
const keyTransports: ReadonlySet<string> = new Set(['http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p', 'http://www.w3.org/2009/xmlenc11#rsa-oaep']);

const digests: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

/** Decrypts an `EncryptedAssertion` with the first key that fits; `undefined` where none does, whatever the reason. */
export function decryptAssertion(encrypted: Element, keys: readonly KeyObject[]): string | undefined {
  const data = childOf(encrypted, 'encryption', 'EncryptedData');
  const key = childOf(childOf(data, 'signature', 'KeyInfo'), 'encryption', 'EncryptedKey') ?? childOf(encrypted, 'encryption', 'EncryptedKey');
  const method = childOf(key, 'encryption', 'EncryptionMethod');
  const cipher = contentCiphers[algorithmOf(childOf(data, 'encryption', 'EncryptionMethod'))];
  const oaepHash = digests[algorithmOf(childOf(method, 'signature', 'DigestMethod')) || 'http://www.w3.org/2000/09/xmldsig#sha1'];
  if (!cipher || oaepHash === undefined || !keyTransports.has(algorithmOf(method))) return undefined;
  for (const candidate of keys) {
    try {
      const contentKey = privateDecrypt({ key: candidate, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, cipherValue(key));
      if (contentKey.length === cipher.keyLength) return decrypt(cipher, contentKey, cipherValue(data)).toString('utf8');
    } catch {
      // Not made for this key, or changed on the way: which of the two nobody is told.
    }
  }
  return undefined;
}

function decrypt({ name, gcm }: { readonly name: string; readonly gcm: boolean }, key: Buffer, content: Buffer): Buffer {
  if (gcm) {
    const decipher = createDecipheriv(name as CipherGCMTypes, key, content.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(content.subarray(-16));
    return Buffer.concat([decipher.update(content.subarray(12, -16)), decipher.final()]);
  }
  const decipher = createDecipheriv(name, key, content.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(content.subarray(16)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > 16 || padding > padded.length) throw new RangeError('the padding is none');
  return padded.subarray(0, -padding);
}

const algorithmOf = (method: Element | undefined): string => attributeOf(method, 'Algorithm') ?? '';

const cipherValue = (encrypted: Element | undefined): Buffer => Buffer.from(textOf(childOf(childOf(encrypted, 'encryption', 'CipherData'), 'encryption', 'CipherValue')), 'base64');
