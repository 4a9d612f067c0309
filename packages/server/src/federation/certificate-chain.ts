import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** How far a chain is followed. */
const depthLimit = 10;

/** Whether the other end of a connection is who it should be: by an authority that is known, or else by a certificate of its
 * chain that a thumbprint names (R21.32). A thumbprint is the SHA-1 of a certificate, 40 hexadecimal digits.
 * @param socket connected with `rejectUnauthorized: false` */
export function isTrusted(socket: TLSSocket, host: string, thumbprints: readonly string[], now: Date): boolean {
  if (socket.authorized) return true;
  const leaf = socket.getPeerX509Certificate();
  return leaf?.checkHost(host) !== undefined && isPinned(leaf, thumbprints, now);
}

/** Follows the chain upwards; each certificate must be valid in time and signed by the next, up to the one that is named. */
function isPinned(leaf: X509Certificate, thumbprints: readonly string[], now: Date): boolean {
  const wanted = new Set(thumbprints.map((thumbprint) => thumbprint.toLowerCase()));
  let certificate = leaf;
  for (let depth = 0; depth < depthLimit; depth++) {
    if (now < certificate.validFromDate || now > certificate.validToDate) return false;
    if (wanted.has(thumbprintOf(certificate))) return true;
    const issuer = certificate.issuerCertificate;
    if (!issuer?.ca || issuer.fingerprint256 === certificate.fingerprint256) return false;
    if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return false;
    certificate = issuer;
  }
  return false;
}

/** The thumbprint of a certificate as IAM writes it. */
export const thumbprintOf = ({ fingerprint }: X509Certificate): string => fingerprint.replaceAll(':', '').toLowerCase();
