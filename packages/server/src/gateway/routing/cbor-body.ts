import { bodyDepth } from './body-tree.ts';
import type { BodyTree } from './body-tree.ts';
import { ambiguous, malformed } from './unroutable.ts';

/** Reads CBOR (RFC 8949) as far as Smithy's RPC protocol uses it: no tag but that of timestamps, text as keys, each key once. */
export function readCborBody(bytes: Uint8Array): BodyTree {
  const reader = new CborReader(bytes);
  const tree = reader.item(0);
  reader.expectEnd();
  return tree;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const indefinite = 31;
const broken = malformed('the body is not CBOR');

class CborReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  expectEnd(): void {
    if (this.#at !== this.#bytes.length) throw malformed('the body goes on after its end');
  }

  item(depth: number): BodyTree {
    if (depth > bodyDepth) throw malformed('the body is nested too deep');
    const head = this.#byte();
    const [major, info] = [head >> 5, head & 31];
    switch (major) {
      case 0:
        return this.#argument(info);
      case 1:
        return -1 - this.#argument(info);
      case 2:
        return this.#chunks(2, info);
      case 3:
        return textOf(this.#chunks(3, info));
      case 4:
        return this.#list(info, depth);
      case 5:
        return this.#map(info, depth);
      case 6:
        return this.#tagged(info, depth);
      default:
        return this.#simple(info);
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw broken;
    return byte;
  }

  #take(length: number): number {
    if (length > this.#bytes.length - this.#at) throw broken;
    const at = this.#at;
    this.#at += length;
    return at;
  }

  #argument(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#byte();
    if (info === 25) return this.#view.getUint16(this.#take(2));
    if (info === 26) return this.#view.getUint32(this.#take(4));
    if (info !== 27) throw broken;
    return Number(this.#view.getBigUint64(this.#take(8)));
  }

  #chunks(major: number, info: number): Uint8Array {
    if (info !== indefinite) {
      const length = this.#argument(info);
      const at = this.#take(length);
      return this.#bytes.subarray(at, at + length);
    }
    const chunks: Uint8Array[] = [];
    for (;;) {
      const head = this.#byte();
      if (head === 0xff) return Buffer.concat(chunks);
      if (head >> 5 !== major || (head & 31) === indefinite) throw broken;
      chunks.push(this.#chunks(major, head & 31));
    }
  }

  /** Whether another element follows; consumes the end of an indefinite one. */
  #more(left: number | undefined): boolean {
    if (left !== undefined) return left > 0;
    if (this.#bytes[this.#at] !== 0xff) return true;
    this.#at++;
    return false;
  }

  #list(info: number, depth: number): BodyTree {
    const items: BodyTree[] = [];
    const length = info === indefinite ? undefined : this.#argument(info);
    while (this.#more(length === undefined ? undefined : length - items.length)) items.push(this.item(depth + 1));
    return items;
  }

  #map(info: number, depth: number): BodyTree {
    const members = new Map<string, BodyTree>();
    const length = info === indefinite ? undefined : this.#argument(info);
    while (this.#more(length === undefined ? undefined : length - members.size)) {
      const key = this.item(depth + 1);
      if (typeof key !== 'string') throw malformed('the body has a key that is not text');
      if (members.has(key)) throw ambiguous(`the body has the key \`${key.slice(0, 128)}\` twice in one object`);
      members.set(key, this.item(depth + 1));
    }
    return members;
  }

  #tagged(info: number, depth: number): BodyTree {
    if (this.#argument(info) !== 1) throw malformed('the body has a tag that is not that of timestamps');
    const seconds = this.item(depth + 1);
    if (typeof seconds !== 'number') throw broken;
    return { seconds };
  }

  #simple(info: number): BodyTree {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfFloat(this.#view.getUint16(this.#take(2)));
      case 26:
        return this.#view.getFloat32(this.#take(4));
      case 27:
        return this.#view.getFloat64(this.#take(8));
      default:
        throw broken;
    }
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw malformed('the body has text that is not UTF-8');
  }
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
