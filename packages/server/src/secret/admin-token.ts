import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const form = /^[A-Za-z0-9._~+/-]{32,1024}=*$/;

/** The bearer token of the admin interface: the one that was set, else that of a file of the data folder, `admin-token`,
 * which its owner alone can read. A server without a folder makes one that ends with it.
 * @throws RangeError where it is too short to be secret */
export function adminToken(given: string | undefined, folder: string | undefined): string {
  if (given !== undefined) {
    if (!form.test(given)) throw new RangeError('the admin token must be at least 32 letters, digits and ._~+/-');
    return given;
  }
  const made = randomBytes(32).toString('base64url');
  return folder === undefined ? made : tokenOfFolder(join(folder, 'admin-token'), made);
}

function tokenOfFolder(file: string, made: string): string {
  let handle: number;
  try {
    handle = openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const held = readFileSync(file, 'utf8').trim();
    if (!form.test(held)) throw new RangeError(`the admin token in \`${file}\` is damaged: remove the file for a new one`);
    return held;
  }
  try {
    writeSync(handle, `${made}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return made;
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** Whether a token is the one, in a time that tells nothing of it. */
export const isToken = (token: string, expected: string): boolean => timingSafeEqual(digest(token), digest(expected));
