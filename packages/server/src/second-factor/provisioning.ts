import { encode } from 'uqr';
import { monochromePng } from './png.ts';

/** Pixels of a module of the code. */
const scale = 4;
/** Modules of white around it, as its standard asks for. */
const quietZone = 4;

/** What an authenticator app reads a device from (R21.28).
 * @param account the account's alias, else its id */
export const provisioningUri = (name: string, account: string, seed: string): string => `otpauth://totp/${encodeURIComponent(name)}@${encodeURIComponent(account)}?secret=${seed}`;

/** The QR code of a text as PNG. */
export function qrCodePng(text: string): Buffer {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  return monochromePng(size * scale, (x, y) => data[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true);
}
