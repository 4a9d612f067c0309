import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A certificate with its key. */
export interface Certified {
  readonly name: string;
  readonly key: KeyObject;
  readonly der: Buffer;
  readonly pem: string;
}

export interface CertificateOptions {
  readonly issuer?: Certified;
  readonly authority?: boolean;
  readonly hosts?: readonly string[];
  readonly rsa?: boolean;
  readonly notAfter?: string;
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (text: string): Buffer => der(0x18, Buffer.from(text));
const nameOf = (name: string): Buffer => der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(name)))));
const extension = (id: string, value: Buffer): Buffer => der(0x30, oid(id), der(0x04, value));

const algorithms = {
  // ecdsa-with-SHA256, and sha256WithRSAEncryption.
  ec: der(0x30, oid('2a8648ce3d040302')),
  rsa: der(0x30, oid('2a864886f70d01010b'), der(0x05)),
} as const;

let serial = 1;

/** Makes a certificate, signed by another or by itself. */
export function certificate(name: string, { issuer, authority = false, hosts = [], rsa = false, notAfter = '20991231235959Z' }: CertificateOptions = {}): Certified {
  const key = rsa ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const signer = issuer?.key ?? key;
  const algorithm = algorithms[signer.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec'];
  const extensions = der(
    0x30,
    extension('551d13', der(0x30, ...(authority ? [der(0x01, Buffer.from([0xff]))] : []))),
    ...(hosts.length > 0 ? [extension('551d11', der(0x30, ...hosts.map((host) => der(0x82, Buffer.from(host)))))] : []),
  );
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial++ & 0x7f])),
    algorithm,
    nameOf(issuer?.name ?? name),
    der(0x30, time('20200101000000Z'), time(notAfter)),
    nameOf(name),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const encoded = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, signer)));
  return { name, key, der: encoded, pem: `-----BEGIN CERTIFICATE-----\n${(encoded.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n` };
}

export const keyPem = ({ key }: Certified): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
