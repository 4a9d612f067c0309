import type { TypedValues } from './comparison.ts';

/** `true` and `false` in any case. */
export const truthValues: TypedValues<boolean> = {
  parse: (text) => (/^true$/i.test(text) ? true : /^false$/i.test(text) ? false : undefined),
  matches: (requested, wanted) => requested === wanted,
};

/** Base64 compared by its bytes: padding and unused bits make no difference. */
export const binaries: TypedValues<string> = {
  parse: parseBase64,
  matches: (requested, wanted) => requested === wanted,
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The digits without padding, the bits of the last one that carry no byte cleared; `undefined` for what is no base64. */
export function parseBase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const digits = text.replace(/=+$/, '');
  const spare = digits.length % 4 === 2 ? 4 : digits.length % 4 === 3 ? 2 : 0;
  if (digits.length % 4 === 1) return undefined;
  if (spare === 0) return digits;
  const last = alphabet.indexOf(digits.charAt(digits.length - 1));
  return digits.slice(0, -1) + alphabet.charAt((last >> spare) << spare);
}
