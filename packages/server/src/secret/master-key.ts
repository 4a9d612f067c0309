import { randomBytes, scryptSync } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The key under which everything secret lies: `ASSENT_MASTER_KEY` where it is set, else a file of the data folder. */
export function masterKey(given: string | undefined, folder: string | undefined): Uint8Array {
  if (given !== undefined) return parseMasterKey(given);
  return folder === undefined ? randomBytes(32) : keyOfFolder(join(folder, 'master.key'));
}

/** 64 hexadecimal digits or 44 characters of base64 are the 32 bytes themselves; anything else is a passphrase. */
export function parseMasterKey(text: string): Uint8Array {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return Buffer.from(text, 'base64');
  if (text.length < 16) throw new RangeError('ASSENT_MASTER_KEY is too short: give 32 bytes as hexadecimal or base64, or a passphrase of at least 16 characters');
  // A fixed salt: the same passphrase must open the same folder. Its strength is the passphrase's own.
  return scryptSync(text, 'assent master key', 32, { N: 1 << 15, r: 8, p: 1, maxmem: 64 << 20 });
}

function keyOfFolder(file: string): Uint8Array {
  const present = readKey(file);
  if (present) return present;
  const key = randomBytes(32);
  const handle = openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    writeSync(handle, `${key.toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return key;
}

function readKey(file: string): Uint8Array | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) throw new RangeError(`the master key in \`${file}\` is damaged: restore the file, or set ASSENT_MASTER_KEY`);
  return Buffer.from(text, 'base64');
}
