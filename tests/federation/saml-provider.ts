import { constants, createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { certificate, keyPem } from './certificate.ts';
import type { Certified } from './certificate.ts';

export const signInUrl = 'https://signin.aws.amazon.com/saml';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const attributes = 'https://aws.amazon.com/SAML/Attributes/';

/** What an assertion says, with what is to be other than usual. */
export interface AssertionParts {
  readonly issuer: string;
  readonly issued: Date;
  readonly notOnOrAfter: Date;
  readonly notBefore: Date;
  readonly sessionEnd: Date | undefined;
  readonly audience: string;
  readonly recipient: string;
  readonly subject: string;
  readonly format: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

let made = 0;

/** A SAML identity provider of its own keys. */
export class SamlProvider {
  readonly entityId: string;
  readonly certified: Certified;

  constructor(entityId: string) {
    this.entityId = entityId;
    this.certified = certificate(entityId.slice(0, 40), { rsa: true });
  }

  metadata(rest = ''): string {
    const base64 = this.certified.der.toString('base64');
    return `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${this.entityId}"${rest}><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`;
  }

  /** An assertion for a role, unsigned. */
  assertion(pair: string, parts: Partial<AssertionParts> = {}): string {
    const now = Date.now();
    const usual: AssertionParts = {
      issuer: this.entityId,
      issued: new Date(now),
      notBefore: new Date(now - 1000),
      notOnOrAfter: new Date(now + 240_000),
      sessionEnd: undefined,
      audience: signInUrl,
      recipient: signInUrl,
      subject: 'ana',
      format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      id: `_a${made++}`,
      attributes: {},
    };
    const { issuer, issued, notBefore, notOnOrAfter, sessionEnd, audience, recipient, subject, format, id, attributes: more } = { ...usual, ...parts };
    const all: Readonly<Record<string, readonly string[]>> = { [`${attributes}Role`]: [pair], [`${attributes}RoleSessionName`]: ['ana@example.com'], ...more };
    const stated = Object.entries(all).map(([name, values]) => `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`);
    const until = notOnOrAfter.toISOString();
    return (
      `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0" IssueInstant="${issued.toISOString()}"><saml:Issuer>${issuer}</saml:Issuer>` +
      `<saml:Subject><saml:NameID Format="${format}">${subject}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient="${recipient}"/></saml:SubjectConfirmation></saml:Subject>` +
      `<saml:Conditions NotBefore="${notBefore.toISOString()}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
      `<saml:AuthnStatement AuthnInstant="${issued.toISOString()}"${sessionEnd ? ` SessionNotOnOrAfter="${sessionEnd.toISOString()}"` : ''}/><saml:AttributeStatement>${stated.join('')}</saml:AttributeStatement></saml:Assertion>`
    );
  }

  /** Signs the element with this local name and gives the whole document. */
  sign(xml: string, element: 'Assertion' | 'Response', { signatureAlgorithm = rsaSha256, digestAlgorithm = 'http://www.w3.org/2001/04/xmlenc#sha256' } = {}): string {
    const path = `//*[local-name(.)='${element}']`;
    const signer = new SignedXml({ privateKey: keyPem(this.certified), signatureAlgorithm, canonicalizationAlgorithm: exclusive });
    signer.addReference({ xpath: path, digestAlgorithm, transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive] });
    signer.computeSignature(xml, { location: { reference: `${path}/*[local-name(.)='Issuer']`, action: 'after' }, prefix: 'ds' });
    return signer.getSignedXml();
  }

  response(content: string, issuer = this.entityId): string {
    return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r${made++}" Version="2.0" IssueInstant="${new Date().toISOString()}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${content}</samlp:Response>`;
  }

  /** A response with a signed assertion, as most providers send it. */
  signed(pair: string, parts: Partial<AssertionParts> = {}): string {
    return this.response(this.sign(this.assertion(pair, parts), 'Assertion'));
  }
}

export const base64 = (xml: string): string => Buffer.from(xml).toString('base64');

/** Encrypts an assertion for the holder of a key. */
export function encrypted(assertion: string, recipient: KeyObject, cipher: 'aes-256-gcm' | 'aes-256-cbc' = 'aes-256-gcm'): string {
  const key = randomBytes(32);
  const wrapped = publicEncrypt({ key: createPublicKey(recipient), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key);
  const nonce = randomBytes(cipher === 'aes-256-gcm' ? 12 : 16);
  let content: Buffer;
  if (cipher === 'aes-256-gcm') {
    const encrypting = createCipheriv(cipher, key, nonce);
    content = Buffer.concat([nonce, encrypting.update(assertion), encrypting.final(), encrypting.getAuthTag()]);
  } else {
    const encrypting = createCipheriv(cipher, key, nonce);
    content = Buffer.concat([nonce, encrypting.update(assertion), encrypting.final()]);
  }
  const method = cipher === 'aes-256-gcm' ? 'http://www.w3.org/2009/xmlenc11#aes256-gcm' : 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';
  return `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#"><xenc:EncryptionMethod Algorithm="${method}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/><xenc:CipherData><xenc:CipherValue>${wrapped.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>${content.toString('base64')}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>`;
}
