import { ApiError } from '../wire/api-error.ts';

/** The libraries that SAML needs, which are installed where it is used: optional peers of this package. */
export interface SamlLibraries {
  readonly DOMParser: typeof import('@xmldom/xmldom').DOMParser;
  readonly SignedXml: typeof import('xml-crypto').SignedXml;
}

export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
} as const;

export type Namespace = keyof typeof namespaces;

let loaded: Promise<SamlLibraries> | undefined;

/** @throws ApiError that says what to install where it is not */
export const samlLibraries = (): Promise<SamlLibraries> => (loaded ??= loadSamlLibraries(async () => ({ ...(await import('@xmldom/xmldom')), ...(await import('xml-crypto')) })));

export async function loadSamlLibraries(load: () => Promise<SamlLibraries>): Promise<SamlLibraries> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ApiError('UnsupportedOperation', 'SAML needs two optional packages that are not installed here: npm install xml-crypto @xmldom/xmldom', { status: 501 });
  }
}

/** Text that is no XML, or XML that nobody needs. */
export class XmlError extends Error {
  readonly code = 'unusable-xml';

  constructor(message: string) {
    super(message);
    this.name = 'XmlError';
  }
}

const depthLimit = 64;
const elementNode = 1;

/** Parses a document and gives its root. Document types and entities are refused, and so is deep nesting.
 * @throws XmlError */
export function parseXml(text: string, { DOMParser }: SamlLibraries): Element {
  if (text.includes('<!')) {
    // Comments are harmless; what declares things is not.
    if (/<!(?!--|\[CDATA\[)/.test(text)) throw new XmlError('the document declares a document type');
  }
  const refuse = (message: string): never => {
    throw new XmlError(`the document is not well-formed: ${message.slice(0, 200)}`);
  };
  const root = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } }).parseFromString(text, 'text/xml')?.documentElement as Element | null | undefined;
  if (!root) throw new XmlError('the document is empty');
  let level: readonly Element[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthLimit) throw new XmlError('the document is nested too deeply');
    level = level.flatMap(elementsOf);
  }
  return root;
}

/** The elements directly below one. */
export function elementsOf(parent: Element): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) if (node.nodeType === elementNode) found.push(node as Element);
  return found;
}

export const isElement = (element: Element, namespace: Namespace, name: string): boolean => element.localName === name && element.namespaceURI === namespaces[namespace];

/** The elements of a name directly below another. */
export const childrenOf = (parent: Element, namespace: Namespace, name: string): Element[] => elementsOf(parent).filter((element) => isElement(element, namespace, name));

/** The one element of a name directly below another; `undefined` where there is none, or more than one. */
export function childOf(parent: Element | undefined, namespace: Namespace, name: string): Element | undefined {
  const [found, ...others] = parent ? childrenOf(parent, namespace, name) : [];
  return others.length === 0 ? found : undefined;
}

export const textOf = (element: Element | undefined): string => element?.textContent?.trim() ?? '';

/** An attribute without a namespace; `undefined` where it is absent or empty. */
export const attributeOf = (element: Element | undefined, name: string): string | undefined => element?.getAttribute(name) || undefined;
