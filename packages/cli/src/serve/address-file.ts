import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a server is reached that keeps its data in a folder, for commands on the same folder. */
export interface Addresses {
  readonly url: string;
  readonly adminUrl: string;
  /** The first account. */
  readonly account: string;
}

const fileOf = (folder: string): string => join(folder, 'addresses.json');

/** Writes them into the folder, for its owner alone. */
export function writeAddresses(folder: string, { url, adminUrl, account }: Addresses): void {
  writeFileSync(fileOf(folder), `${JSON.stringify({ url, adminUrl, account })}\n`, { mode: 0o600 });
}

/** Takes them away: nobody is there any more. */
export const removeAddresses = (folder: string): void => rmSync(fileOf(folder), { force: true });

/** What a server that runs wrote; `undefined` where it did not, or not wholly. */
export function readAddresses(folder: string): Addresses | undefined {
  if (!existsSync(fileOf(folder))) return undefined;
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(fileOf(folder), 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { url, adminUrl, account } = (read ?? {}) as Partial<Record<keyof Addresses, unknown>>;
  return typeof url === 'string' && typeof adminUrl === 'string' && typeof account === 'string' ? { url, adminUrl, account } : undefined;
}
