import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** The only algorithm that IAM takes, and the sizes of its modulus. */
const algorithm = 'ssh-rsa';
const leastBits = 2048;
const mostBits = 16_384;

export type SshKeyFault = 'encoding' | 'key';

/** An RSA public key as SSH writes it (RFC 4253, section 6.6), in base64. */
export interface SshPublicKey {
  readonly key: string;
}

/** Reads an RSA public key in SSH's form or in PEM.
 * @returns `encoding` where the text is neither, `key` where it is no key that IAM takes */
export function readSshPublicKey(text: string): SshPublicKey | SshKeyFault {
  const body = text.trim();
  if (body.startsWith('-----BEGIN ')) {
    const key = publicKeyOf(body);
    return key && hasGoodSize(key) ? { key: blobOf(key).toString('base64') } : 'key';
  }
  // The algorithm, the key, and a comment, which is not kept.
  const [type = '', encoded = ''] = body.split(/[ \t]+/, 2);
  if (!/^(?:ssh-|ecdsa-|sk-)/.test(type)) return 'encoding';
  if (type !== algorithm || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return 'key';
  const blob = Buffer.from(encoded, 'base64');
  const key = keyOfBlob(blob);
  // Written anew it must be the same: nothing follows, and no number has another form.
  return key && hasGoodSize(key) && blobOf(key).equals(blob) ? { key: blob.toString('base64') } : 'key';
}

/** The MD5 fingerprint that `ssh-keygen -l -E md5` shows. */
export const fingerprintOf = (key: string): string =>
  createHash('md5')
    .update(Buffer.from(key, 'base64'))
    .digest('hex')
    .replace(/..(?!$)/g, '$&:');

/** The key in one of the two forms that GetSSHPublicKey answers. */
export function writeSshPublicKey(key: string, encoding: 'SSH' | 'PEM'): string {
  if (encoding === 'SSH') return `${algorithm} ${key}`;
  const read = keyOfBlob(Buffer.from(key, 'base64'));
  if (!read) throw new Error('a stored SSH key cannot be read');
  return read.export({ type: 'spki', format: 'pem' }).toString().trim();
}

function publicKeyOf(pem: string): KeyObject | undefined {
  // A private key holds a public one, and must not be taken for it.
  if (!/^-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(pem)) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    // What OpenSSL does not read is no key.
    return undefined;
  }
}

function hasGoodSize(key: KeyObject): boolean {
  const bits = key.asymmetricKeyType === 'rsa' ? (key.asymmetricKeyDetails?.modulusLength ?? 0) : 0;
  return bits >= leastBits && bits <= mostBits;
}

/** A length and as many bytes, three times: the algorithm, the exponent, the modulus. */
function keyOfBlob(blob: Buffer): KeyObject | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.length && fields.length < 3; ) {
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  const [type, exponent, modulus] = fields;
  if (!exponent || !modulus || type?.toString('latin1') !== algorithm) return undefined;
  try {
    return createPublicKey({ key: { kty: 'RSA', e: exponent.toString('base64url'), n: unsigned(modulus).toString('base64url') }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function blobOf(key: KeyObject): Buffer {
  const { e = '', n = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([Buffer.from(algorithm), signed(Buffer.from(e, 'base64url')), signed(Buffer.from(n, 'base64url'))].flatMap((field) => [lengthOf(field), field]));
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}

/** SSH writes numbers with their sign: a zero byte stands before a first bit that is set. */
const signed = (number: Buffer): Buffer => (((number[0] ?? 0) & 0x80) === 0 ? number : Buffer.concat([Buffer.alloc(1), number]));
const unsigned = (number: Buffer): Buffer => (number[0] === 0 ? number.subarray(1) : number);
