import { X509Certificate } from 'node:crypto';
import { ApiError } from '../wire/api-error.ts';
import { attributeOf, childOf, childrenOf, isElement, parseXml, samlLibraries, textOf, XmlError } from './saml-xml.ts';

/** An identity provider as its metadata describe it. */
export interface SamlEntity {
  /** What its assertions name as issuer. */
  readonly entityId: string;
  /** PEM. */
  readonly certificates: readonly string[];
}

export interface SamlMetadata {
  readonly entities: readonly SamlEntity[];
  /** Epoch milliseconds; `undefined` where nothing is said. */
  readonly validUntil: number | undefined;
}

const entityLimit = 10;
const certificateLimit = 10;
const smallestKey = 1024;

const unusable = (why: string): ApiError => new ApiError('InvalidInput', `Could not parse metadata: ${why}`);

/** Reads SAML metadata: issuers and the certificates that their signatures are checked with (R21.34).
 * @throws ApiError `InvalidInput` */
export async function readSamlMetadata(text: string): Promise<SamlMetadata> {
  const root = await rootOf(text);
  const described = isElement(root, 'metadata', 'EntitiesDescriptor') ? childrenOf(root, 'metadata', 'EntityDescriptor') : isElement(root, 'metadata', 'EntityDescriptor') ? [root] : [];
  const providers = described.filter((entity) => childrenOf(entity, 'metadata', 'IDPSSODescriptor').length > 0);
  if (providers.length === 0) throw unusable('there is no IDPSSODescriptor');
  if (providers.length > entityLimit) throw new ApiError('LimitExceeded', `Cannot exceed quota for IdentityProvidersPerSAMLProvider: ${entityLimit}`);
  const ends = [root, ...providers, ...providers.flatMap((entity) => childrenOf(entity, 'metadata', 'IDPSSODescriptor'))].flatMap((element) => attributeOf(element, 'validUntil') ?? []).map(instantOf);
  return { entities: providers.map(readEntity), validUntil: ends.length === 0 ? undefined : Math.min(...ends) };
}

async function rootOf(text: string): Promise<Element> {
  try {
    return parseXml(text, await samlLibraries());
  } catch (error) {
    throw error instanceof XmlError ? unusable(error.message) : error;
  }
}

function readEntity(entity: Element): SamlEntity {
  const entityId = attributeOf(entity, 'entityID');
  if (entityId === undefined) throw unusable('an EntityDescriptor has no entityID');
  const descriptors = childrenOf(entity, 'metadata', 'IDPSSODescriptor').flatMap((provider) => childrenOf(provider, 'metadata', 'KeyDescriptor'));
  const certificates = descriptors
    .filter((descriptor) => attributeOf(descriptor, 'use') !== 'encryption')
    .flatMap((descriptor) => childrenOf(descriptor, 'signature', 'KeyInfo'))
    .flatMap((info) => childrenOf(info, 'signature', 'X509Data'))
    .flatMap((data) => childrenOf(data, 'signature', 'X509Certificate'))
    .map((certificate) => readCertificate(textOf(certificate)));
  if (certificates.length === 0) throw unusable(`${entityId} has no certificate to check signatures with`);
  if (certificates.length > certificateLimit) throw new ApiError('LimitExceeded', `Cannot exceed quota for KeysPerSAMLProvider: ${certificateLimit}`);
  if (!childOf(entity, 'metadata', 'IDPSSODescriptor')) throw unusable(`${entityId} is described more than once`);
  return { entityId, certificates };
}

function readCertificate(base64: string): string {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    // The one way in which it fails: the bytes are no certificate.
    throw unusable('an X509Certificate is no certificate');
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < smallestKey) throw unusable(`a certificate must have an RSA key of at least ${smallestKey} bits`);
  return certificate.toString();
}

function instantOf(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw unusable('validUntil is no time');
  return instant;
}
