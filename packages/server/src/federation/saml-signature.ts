import { childrenOf, parseXml } from './saml-xml.ts';
import type { SamlLibraries } from './saml-xml.ts';

/** What may sign and digest: nothing with SHA-1, nothing with a shared secret. */
const signatures = ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1'];
const hashes = ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'];
const transforms = ['http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'];

/** Verifies the signature that an element carries as its child, and gives what was signed, parsed from the very text that
 * was hashed: whatever else a document holds, or holds twice, is not in there.
 * @param text the document that the element was parsed from
 * @param certificates PEM
 * @returns `undefined` where nothing is signed, or not by one of the certificates */
export function signedElement(element: Element, text: string, certificates: readonly string[], libraries: SamlLibraries): Element | undefined {
  const [signature, ...others] = childrenOf(element, 'signature', 'Signature');
  if (!signature || others.length > 0) return undefined;
  for (const publicCert of certificates) {
    const signed = verified(signature, text, publicCert, libraries);
    if (signed === undefined) continue;
    const root = parseXml(signed, libraries);
    const isTheElement = root.localName === element.localName && root.namespaceURI === element.namespaceURI && root.getAttribute('ID') === element.getAttribute('ID');
    if (isTheElement) return root;
  }
  return undefined;
}

function verified(signature: Element, text: string, publicCert: string, { SignedXml }: SamlLibraries): string | undefined {
  const check = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
  check.idAttributes = ['ID'];
  check.SignatureAlgorithms = only(check.SignatureAlgorithms, signatures);
  check.HashAlgorithms = only(check.HashAlgorithms, hashes);
  check.CanonicalizationAlgorithms = only(check.CanonicalizationAlgorithms, transforms);
  try {
    check.loadSignature(signature as unknown as Node);
    if (!check.checkSignature(text)) return undefined;
  } catch {
    // The library throws for signatures that do not fit and for those that are none; to us they are the same.
    return undefined;
  }
  const [signed, ...others] = check.getSignedReferences();
  return others.length === 0 ? signed : undefined;
}

const only = <T>(known: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> => Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
