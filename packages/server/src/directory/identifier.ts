/** Randomness as the directory takes it: `length` bytes that nobody can foresee. */
export type RandomBytes = (length: number) => Uint8Array;

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The prefixes of unique ids (R14.5). */
export type EntityPrefix = 'AIDA' | 'AROA' | 'AGPA' | 'AIPA' | 'ANPA' | 'ANVA' | 'ASCA' | 'ACCA';

/** A unique id: the prefix and 17 characters of upper-case base32 (R14.5). */
export function entityId(prefix: EntityPrefix, random: RandomBytes): string {
  return prefix + characters(base32, 17, random);
}

/** The id of an SSH public key: 20 characters (R14.5). */
export const sshPublicKeyId = (random: RandomBytes): string => `APKA${characters(base32, 16, random)}`;

/** The id of a signing certificate: 32 characters without a prefix (R14.5). */
export const signingCertificateId = (random: RandomBytes): string => characters(base32, 32, random);

/** An access key id that carries its account as AWS's newer ones do (R14.5): of the 48 bits behind the prefix the first
 * is set, 40 hold the account, 7 are random; another 32 random bits follow. */
export function accessKeyId(prefix: 'AKIA' | 'ASIA', account: string, random: RandomBytes): string {
  const noise = random(5);
  const head = (1n << 47n) | (BigInt(account) << 7n) | BigInt((noise[0] ?? 0) & 0x7f);
  let bits = head << 32n;
  for (let index = 1; index <= 4; index++) bits |= BigInt(noise[index] ?? 0) << BigInt(8 * (4 - index));
  let text = '';
  for (let index = 0; index < 16; index++) {
    text = base32.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return prefix + text;
}

/** The account that an access key id carries; `undefined` where the text is no such id or carries none. */
export function accountOfAccessKey(id: string): string | undefined {
  if (!/^(AKIA|ASIA)[A-Z2-7]{16}$/.test(id)) return undefined;
  let bits = 0n;
  for (const character of id.slice(4)) bits = (bits << 5n) | BigInt(base32.indexOf(character));
  const account = (bits >> 39n) & ((1n << 40n) - 1n);
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined;
}

/** A secret access key: 40 characters of the base64 alphabet, which are the 30 random bytes themselves. */
export function secretAccessKey(random: RandomBytes): string {
  return Buffer.from(random(30)).toString('base64');
}

/** Twelve digits, not beginning with a zero. */
export function accountId(random: RandomBytes): string {
  return characters('123456789', 1, random) + characters('0123456789', 11, random);
}

/** Lower-case letters and digits, as the ids of Organizations use them (R23.8). */
export function lowerCaseId(prefix: string, length: number, random: RandomBytes): string {
  return prefix + characters('abcdefghijklmnopqrstuvwxyz0123456789', length, random);
}

/** Characters drawn evenly: bytes beyond the last whole multiple of the alphabet's size are drawn again. */
function characters(alphabet: string, length: number, random: RandomBytes): string {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < limit) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

/** A random UUID, version 4. */
export function uuid(random: RandomBytes): string {
  const bytes = Buffer.from(random(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
