const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** A short name for a text, the same wherever it is made: FNV-1a in 64 bits, as 13 digits and small letters. It tells names
 * apart; it keeps nothing secret and proves nothing. */
export function fingerprint(text: string): string {
  let hash = offset;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * prime);
  return hash.toString(36).padStart(13, '0');
}

/** A name of letters and digits alone, with what tells it from others that come to the same. */
export const plainName = (kind: string, name: string, identity: string): string => {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return `${kind}${words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('').slice(0, 100)}${fingerprint(identity).slice(-8)}`;
};
