import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { pemBlocks } from './pem.ts';

/** How many certificates a chain may have: more than any authority uses, and few enough to check. */
const chainLimit = 32;

/** Reads the one certificate of a PEM text; `undefined` where it is none, or not one. */
export function readCertificate(text: string): X509Certificate | undefined {
  const blocks = pemBlocks(text, 'CERTIFICATE');
  return blocks?.length === 1 ? parse(blocks[0] ?? '') : undefined;
}

/** Reads the certificates of a chain; `undefined` where something else is among them, or too many. */
export function readChain(text: string): readonly X509Certificate[] | undefined {
  const blocks = pemBlocks(text, 'CERTIFICATE');
  if (!blocks || blocks.length === 0 || blocks.length > chainLimit) return undefined;
  const chain = blocks.flatMap((block) => parse(block) ?? []);
  return chain.length === blocks.length ? chain : undefined;
}

function parse(block: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(block);
    // Some unusable keys and dates are found only when they are asked for.
    return Number.isNaN(certificate.validToDate.getTime()) || certificate.publicKey.asymmetricKeyType === undefined ? undefined : certificate;
  } catch {
    // Anything that OpenSSL does not read is no certificate; its reasons are not for clients.
    return undefined;
  }
}

/** Reads an unencrypted private key in PEM; `undefined` where it is none. */
export function readPrivateKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: text, format: 'pem' });
  } catch {
    // As above; an encrypted key ends here too, for want of a passphrase.
    return undefined;
  }
}

/** The index of the first certificate of a chain that did not sign the one before it; `undefined`: the chain holds. */
export function brokenLink(certificate: X509Certificate, chain: readonly X509Certificate[]): number | undefined {
  let signed = certificate;
  for (const [index, issuer] of chain.entries()) {
    if (!signed.checkIssued(issuer) || !signed.verify(issuer.publicKey)) return index;
    signed = issuer;
  }
  return undefined;
}

/** Whether a certificate is valid at a time. */
export const isValidAt = (certificate: X509Certificate, now: Date): boolean => certificate.validFromDate <= now && now <= certificate.validToDate;
