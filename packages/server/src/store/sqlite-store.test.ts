import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SqliteStore } from './sqlite-store.ts';
import { storeConformance } from './testing/store-conformance.ts';

const folders: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'assent-store-'));
  folders.push(path);
  return path;
};
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

storeConformance('a store in a folder', () => SqliteStore.inFolder(folder()));
storeConformance('a store in memory', () => SqliteStore.inMemory());

describe('a data folder', () => {
  it('is one store at a time, and free again when that is closed', async () => {
    const path = folder();
    const first = await SqliteStore.inFolder(path);
    await expect(SqliteStore.inFolder(path)).rejects.toMatchObject({ code: 'store-in-use', message: expect.stringContaining(path) as string });
    await first.close();
    const second = await SqliteStore.inFolder(path);
    await second.close();
  });

  it('keeps the count of its commits', async () => {
    const path = folder();
    const first = await SqliteStore.inFolder(path);
    await first.write(({ changed }) => Promise.resolve(changed('account', '1')));
    await first.close();
    const second = await SqliteStore.inFolder(path);
    expect(second.revision).toBe(1);
    await second.close();
  });

  it('that cannot be used says why', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    await expect(SqliteStore.inFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'store-unusable', message: expect.stringContaining(file) as string });
  });
});
