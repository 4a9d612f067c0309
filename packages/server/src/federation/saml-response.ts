import type { KeyObject } from 'node:crypto';
import type { ApiError } from '../wire/api-error.ts';
import { invalidToken } from './identity-token.ts';
import { decryptAssertion } from './saml-decryption.ts';
import type { SamlEntity } from './saml-metadata.ts';
import { signedElement } from './saml-signature.ts';
import { attributeOf, childOf, childrenOf, elementsOf, isElement, parseXml, samlLibraries, textOf, XmlError } from './saml-xml.ts';
import type { SamlLibraries } from './saml-xml.ts';

/** Whose assertions are accepted, and how they come. */
export interface SamlTrust {
  readonly entities: readonly SamlEntity[];
  readonly privateKeys: readonly KeyObject[];
  readonly encryptionRequired: boolean;
}

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

const unusable = (): ApiError => invalidToken('Your request included an invalid SAML response.');

/** Opens a SAML response and gives the assertion in it, of which every character was signed by its issuer.
 * @param encoded base64
 * @throws ApiError `InvalidIdentityToken` */
export async function openSamlResponse(encoded: string, trust: SamlTrust): Promise<Element> {
  const libraries = await samlLibraries();
  if (!/^[A-Za-z0-9+/=\s]+$/.test(encoded)) throw unusable();
  try {
    return open(Buffer.from(encoded, 'base64').toString('utf8'), trust, libraries);
  } catch (error) {
    throw error instanceof XmlError ? unusable() : error;
  }
}

function open(text: string, trust: SamlTrust, libraries: SamlLibraries): Element {
  const response = parseXml(text, libraries);
  if (!isElement(response, 'protocol', 'Response')) throw unusable();
  if (attributeOf(childOf(childOf(response, 'protocol', 'Status'), 'protocol', 'StatusCode'), 'Value') !== success) throw unusable();
  if (countAssertions(response) !== 1) throw unusable();
  const carriesSignature = childrenOf(response, 'signature', 'Signature').length > 0;
  const signedResponse = carriesSignature ? signedElement(response, text, certificatesFor(issuerOf(response), trust), libraries) : undefined;
  if (carriesSignature && !signedResponse) throw signatureInvalid();
  return assertionOf(signedResponse ?? response, signedResponse !== undefined, text, trust, libraries);
}

function assertionOf(response: Element, isSigned: boolean, text: string, trust: SamlTrust, libraries: SamlLibraries): Element {
  const encrypted = childOf(response, 'assertion', 'EncryptedAssertion');
  const plain = encrypted ? decryptAssertion(encrypted, trust.privateKeys) : undefined;
  if (encrypted && plain === undefined) throw invalidToken('The encrypted SAML assertion could not be decrypted.');
  if (!encrypted && trust.encryptionRequired) throw invalidToken('The SAML provider requires encrypted assertions.');
  const assertion = plain === undefined ? childOf(response, 'assertion', 'Assertion') : parseXml(plain, libraries);
  if (!assertion || !isElement(assertion, 'assertion', 'Assertion')) throw unusable();
  const issuer = issuerOf(assertion);
  if (issuer === '') throw unusable();
  const certificates = certificatesFor(issuer, trust);
  // A response that names another issuer, or none, does not speak for this one.
  if (isSigned && issuer === issuerOf(response)) return assertion;
  const signed = signedElement(assertion, plain ?? text, certificates, libraries);
  if (!signed) throw signatureInvalid();
  return signed;
}

const signatureInvalid = (): ApiError => invalidToken('Response signature invalid');

const issuerOf = (element: Element): string => textOf(childOf(element, 'assertion', 'Issuer'));

/** The certificates of an issuer; a response need not name its own, and is then one of any. */
function certificatesFor(issuer: string, { entities }: SamlTrust): readonly string[] {
  const known = issuer === '' ? entities : entities.filter(({ entityId }) => entityId === issuer);
  if (known.length === 0) throw invalidToken('Issuer not present in specified provider');
  return known.flatMap(({ certificates }) => certificates);
}

/** All assertions of a document, however deep: more than one is nobody's honest wish. */
function countAssertions(element: Element): number {
  const own = isElement(element, 'assertion', 'Assertion') || isElement(element, 'assertion', 'EncryptedAssertion') ? 1 : 0;
  return elementsOf(element).reduce((count, child) => count + countAssertions(child), own);
}
