/** R4.14: a decimal as an exact fraction, digits over a power of ten; `undefined` where it is no number. */
export function numberOf(text: string): { readonly digits: bigint; readonly scale: number } | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

export function compareNumbers(a: { readonly digits: bigint; readonly scale: number }, b: { readonly digits: bigint; readonly scale: number }): number {
  const left = a.digits * 10n ** BigInt(b.scale);
  const right = b.digits * 10n ** BigInt(a.scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** R4.13, R13.8: nanoseconds since 1970; `undefined` where it is no date. */
export function instantOf(text: string): bigint | undefined {
  if (!/[tT-]/.test(text)) {
    if (!/^\d+$/.test(text) || BigInt(text) > 2n ** 63n - 1n) return undefined;
    return BigInt(text) * 1_000_000_000n;
  }
  const match = /^(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?:[tT](?:(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?([zZ]|[+-]\d\d(?::\d\d)?)?)?)?)?$/.exec(text);
  if (!match) return undefined;
  const part = (index: number, lowest: number): number => (match[index] === undefined ? lowest : Number(match[index]));
  const [year, month, day, hour, minute, second] = [part(1, 0), part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = match[8] ?? 'Z';
  const shift = /^z$/i.test(zone) ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4) || '0'));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - shift, second);
  return Number.isNaN(date.getTime()) ? undefined : BigInt(date.getTime()) * 1_000_000n + BigInt((match[7] ?? '').padEnd(9, '0'));
}

/** Operator table: `true` and `false` in any case. */
export function boolOf(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/** Base64 as its bytes, written in hexadecimal. */
export function bytesOf(text: string): string | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  return Buffer.from(text, 'base64').toString('hex');
}

/** An address as its bits, `0` and `1`: 32 or 128 of them. */
export function addressOf(text: string): string | undefined {
  const bits = (number: number, width: number): string => number.toString(2).padStart(width, '0');
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const bytes = four.slice(1);
    return bytes.every((byte) => Number(byte) <= 255 && String(Number(byte)) === byte) ? bytes.map((byte) => bits(Number(byte), 8)).join('') : undefined;
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = groups.flat();
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  if (halves.length === 1 ? given.length !== 8 : given.length > 7) return undefined;
  const middle = Array.from({ length: 8 - given.length }, () => '0');
  return [...(groups[0] ?? []), ...(halves.length === 2 ? middle : []), ...(groups[1] ?? [])].map((group) => bits(parseInt(group, 16), 16)).join('');
}

/** A range as its family and the bits before the mask: a bare address is /32 or /128. */
export function rangeOf(text: string): { readonly width: number; readonly prefix: string } | undefined {
  const [address = '', mask, ...more] = text.split('/');
  const bits = addressOf(address);
  if (bits === undefined || more.length > 0) return undefined;
  if (mask === undefined) return { width: bits.length, prefix: bits };
  if (!/^\d{1,3}$/.test(mask) || Number(mask) > bits.length) return undefined;
  return { width: bits.length, prefix: bits.slice(0, Number(mask)) };
}
