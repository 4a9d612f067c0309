import type { Position, Span } from './position.ts';

/** A JSON value with the place it stands at: offsets of its first character and of the one behind its last. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A key of an object and what it holds. */
export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

/** A JSON object. */
export interface JsonObject extends Placed {
  readonly type: 'object';
  /** In order, repeated keys kept. */
  readonly members: readonly JsonMember[];
}

/** A JSON list. */
export interface JsonArray extends Placed {
  readonly type: 'array';
  readonly items: readonly JsonNode[];
}

/** A JSON string: its value, escapes resolved; the place includes the quotes. */
export interface JsonString extends Placed {
  readonly type: 'string';
  readonly value: string;
}

/** A JSON number. */
export interface JsonNumber extends Placed {
  readonly type: 'number';
  /** As it is written. */
  readonly text: string;
}

/** `true`, `false` or `null`. */
export interface JsonLiteral extends Placed {
  readonly type: 'boolean' | 'null';
  readonly value: boolean | null;
}

/** Where and why a text is not JSON. */
export interface JsonFault {
  readonly message: string;
  readonly offset: number;
}

/** The tree of a text, or why it has none. */
export type ParsedJson = { readonly root: JsonNode } | { readonly fault: JsonFault };

/** Parses JSON as RFC 8259 has it, in time linear in its length, keeping places and repeated keys.
 * @param maxDepth how deep objects and lists may be nested */
export function parseJson(text: string, maxDepth: number): ParsedJson {
  try {
    return { root: new JsonReader(text, maxDepth).document() };
  } catch (error) {
    if (error instanceof JsonStop) return { fault: error.fault };
    throw error;
  }
}

class JsonStop extends Error {
  readonly fault: JsonFault;

  constructor(message: string, offset: number) {
    super(message);
    this.fault = { message, offset };
  }
}

const simpleEscapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Everything that stands for itself inside a string. */
const plainPattern = /[^"\\\u0000-\u001F]*/y;

class JsonReader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  document(): JsonNode {
    const root = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw this.#stop('the text goes on after the end of the document');
    return root;
  }

  #stop(message: string, offset = this.#at): JsonStop {
    return new JsonStop(message, offset);
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #value(): JsonNode {
    this.#space();
    const start = this.#at;
    switch (this.#text[start]) {
      case '{':
        return this.#nested(() => this.#object(start));
      case '[':
        return this.#nested(() => this.#array(start));
      case '"':
        return this.#string();
      case 't':
        return this.#literal(start, 'true', true);
      case 'f':
        return this.#literal(start, 'false', false);
      case 'n':
        return this.#literal(start, 'null', null);
      case undefined:
        throw this.#stop('the text ends where a value is expected');
      default:
        return this.#number(start);
    }
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > this.#maxDepth) throw this.#stop(`objects and lists are nested more than ${this.#maxDepth} deep`);
    const value = read();
    this.#depth--;
    return value;
  }

  #object(start: number): JsonObject {
    const members: JsonMember[] = [];
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === '}') return { type: 'object', members, start, end: ++this.#at };
    for (;;) {
      this.#space();
      if (this.#text[this.#at] !== '"') throw this.#stop('a key in double quotes is expected');
      const key = this.#string();
      this.#space();
      if (this.#text[this.#at] !== ':') throw this.#stop('a colon is expected behind the key');
      this.#at++;
      members.push({ key, value: this.#value() });
      this.#space();
      const next = this.#text[this.#at];
      if (next === '}') return { type: 'object', members, start, end: ++this.#at };
      if (next !== ',') throw this.#stop('a comma or `}` is expected');
      this.#at++;
    }
  }

  #array(start: number): JsonArray {
    const items: JsonNode[] = [];
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === ']') return { type: 'array', items, start, end: ++this.#at };
    for (;;) {
      items.push(this.#value());
      this.#space();
      const next = this.#text[this.#at];
      if (next === ']') return { type: 'array', items, start, end: ++this.#at };
      if (next !== ',') throw this.#stop('a comma or `]` is expected');
      this.#at++;
    }
  }

  #string(): JsonString {
    const start = this.#at++;
    const parts: string[] = [];
    for (;;) {
      plainPattern.lastIndex = this.#at;
      const plain = plainPattern.exec(this.#text)?.[0] ?? '';
      if (plain !== '') parts.push(plain);
      this.#at += plain.length;
      const stop = this.#text[this.#at];
      if (stop === '"') return { type: 'string', value: parts.join(''), start, end: ++this.#at };
      if (stop === undefined) throw this.#stop('the string is not closed', start);
      if (stop !== '\\') throw this.#stop('a control character in a string must be escaped');
      parts.push(this.#escape());
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#stop('`\\u` needs four hexadecimal digits');
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
    if (plain === undefined) throw this.#stop(`\`\\${letter}\` is no escape sequence`);
    this.#at += 2;
    return plain;
  }

  #literal(start: number, word: string, value: boolean | null): JsonLiteral {
    if (!this.#text.startsWith(word, start)) throw this.#stop('a value is expected');
    this.#at += word.length;
    return { type: value === null ? 'null' : 'boolean', value, start, end: this.#at };
  }

  #number(start: number): JsonNumber {
    numberPattern.lastIndex = start;
    const text = numberPattern.exec(this.#text)?.[0];
    if (text === undefined) throw this.#stop('a value is expected');
    this.#at += text.length;
    return { type: 'number', text, start, end: this.#at };
  }
}

/** Turns offsets of a text into lines and columns. */
export class Locator {
  readonly #lineStarts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#lineStarts[low] ?? 0) + 1, offset };
  }

  span({ start, end }: { readonly start: number; readonly end: number }): Span {
    return { start: this.position(start), end: this.position(end) };
  }
}
