import { bodyDepth } from './body-tree.ts';
import { ambiguous, malformed } from './unroutable.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Of an element without children, exactly as it stands there. */
  readonly text: string;
}

const namePattern = /[A-Za-z_][A-Za-z0-9_.-]*/y;
const attributePattern = /\s+([A-Za-z_][A-Za-z0-9_.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const declaration = /^<\?xml\s[^?<>]*\?>/;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the XML that requests are made of, and no more: elements, attributes, text and the five entities. Document types,
 * processing instructions, comments and CDATA are refused, as are names with a prefix: readers differ in them. */
export function readXml(text: string): XmlElement {
  const reader = new XmlReader(text);
  return reader.document();
}

class XmlReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): XmlElement {
    const declared = declaration.exec(this.#text)?.[0] ?? '';
    if (/encoding/.test(declared) && !/encoding\s*=\s*["']utf-8["']/i.test(declared)) throw ambiguous('the body is in another character set than UTF-8');
    this.#at = declared.length;
    this.#space();
    const root = this.#element(0);
    this.#space();
    if (this.#at < this.#text.length) throw malformed('the body goes on after its end');
    return root;
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? '.')) this.#at++;
  }

  #expect(literal: string): void {
    if (!this.#text.startsWith(literal, this.#at)) throw malformed('the body is not the XML that requests are made of');
    this.#at += literal.length;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match ?? undefined;
  }

  #element(depth: number): XmlElement {
    if (depth > bodyDepth) throw malformed('the body is nested too deep');
    this.#expect('<');
    const name = this.#match(namePattern)?.[0];
    if (name === undefined) throw malformed('the body is not the XML that requests are made of');
    const attributes = this.#attributes();
    this.#space();
    if (this.#text.startsWith('/>', this.#at)) {
      this.#at += 2;
      return { name, attributes, children: [], text: '' };
    }
    this.#expect('>');
    return { name, attributes, ...this.#content(name, depth) };
  }

  #attributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let match = this.#match(attributePattern); match; match = this.#match(attributePattern)) {
      const [, name = '', double, single = ''] = match;
      if (attributes.has(name)) throw ambiguous(`an element has the attribute \`${name}\` twice`);
      attributes.set(name, unescapeText(double ?? single));
    }
    return attributes;
  }

  #content(name: string, depth: number): Pick<XmlElement, 'children' | 'text'> {
    const children: XmlElement[] = [];
    let text = '';
    for (;;) {
      const next = this.#text.indexOf('<', this.#at);
      if (next < 0) throw malformed('the body ends inside an element');
      text += this.#text.slice(this.#at, next);
      this.#at = next;
      if (this.#text.startsWith('</', next)) break;
      children.push(this.#element(depth + 1));
    }
    this.#expect(`</${name}`);
    this.#space();
    this.#expect('>');
    if (children.length === 0) return { children, text: unescapeText(text) };
    if (/[^ \t\r\n]/.test(text)) throw ambiguous(`the element \`${name}\` has text between its parts`);
    return { children, text: '' };
  }
}

function unescapeText(text: string): string {
  // A raw carriage return is a line feed to readers that follow the standard, and itself to others.
  if (text.includes('\r') && /[^ \t\r\n]/.test(text)) throw ambiguous('the body has a carriage return that is not written as a reference');
  if (/[\0-\u0008\u000B\u000C\u000E-\u001F]/.test(text)) throw malformed('the body has a character that XML does not allow');
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,10});?/g, (reference, name: string) => {
    const value = reference.endsWith(';') ? (entities[name] ?? characterOf(name)) : undefined;
    if (value === undefined) throw malformed('the body has a reference that is not known');
    return value;
  });
}

function characterOf(name: string): string | undefined {
  const match = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name);
  if (!match) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}
