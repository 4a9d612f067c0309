import type { TypedValues } from './comparison.ts';

/** A range of addresses: the bytes of the first one and the number of leading bits that count. */
export interface AddressRange {
  readonly bytes: readonly number[];
  readonly bits: number;
}

/** An address or CIDR range of either family; a bare address is a range of one. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  const bytes = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!bytes) return undefined;
  const size = bytes.length * 8;
  if (slash < 0) return { bytes, bits: size };
  const length = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > size) return undefined;
  return { bytes, bits: Number(length) };
}

function parseAddress(text: string): readonly number[] | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): readonly number[] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.map(Number);
}

function parseV6(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [front, back] = halves.map((half) => groupBytes(half));
  if (!front) return undefined;
  if (halves.length === 1) return front.length === 16 ? front : undefined;
  if (!back) return undefined;
  const missing = 16 - front.length - back.length;
  return missing >= 2 ? [...front, ...Array.from({ length: missing }, () => 0), ...back] : undefined;
}

/** The bytes of groups between colons, of which the last may be an IPv4 address. */
function groupBytes(text: string): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  if (groups.length > 8) return undefined;
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
      continue;
    }
    const embedded = index === groups.length - 1 ? parseV4(group) : undefined;
    if (!embedded) return undefined;
    bytes.push(...embedded);
  }
  return bytes;
}

/** Families never contain each other; bits of the policy's range beyond its mask are ignored. A range that a request
 * asks about must lie in the policy's as a whole. */
export const addressRanges: TypedValues<AddressRange> = {
  parse: parseAddressRange,
  matches: (requested, range) => requested.bytes.length === range.bytes.length && requested.bits >= range.bits && sameBits(requested.bytes, range.bytes, range.bits),
};

function sameBits(a: readonly number[], b: readonly number[], bits: number): boolean {
  const whole = bits >> 3;
  for (let index = 0; index < whole; index++) if (a[index] !== b[index]) return false;
  const rest = bits & 7;
  return rest === 0 || ((a[whole] ?? 0) ^ (b[whole] ?? 0)) >> (8 - rest) === 0;
}
