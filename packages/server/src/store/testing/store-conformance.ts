import { afterEach, describe, expect, it } from 'vitest';
import { insertAccount } from '../../directory/account.ts';
import type { Change, Store, Writer } from '../store.ts';

/** What every store must do, whatever it keeps its tables in.
 * @param open a new, empty store */
export function storeConformance(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    const opened: Store[] = [];
    const store = async (): Promise<Store> => {
      const made = await open();
      opened.push(made);
      return made;
    };
    afterEach(async () => {
      for (const made of opened.splice(0)) await made.close();
    });

    const now = new Date('2026-01-01T00:00:00Z');
    const account = (id: string) => (writer: Writer) => insertAccount(writer, { id, name: id, email: `${id}@example.com`, now });
    const accounts = async ({ reader }: Store): Promise<readonly string[]> => (await reader.selectFrom('accounts').select('id').orderBy('id').execute()).map(({ id }) => id);

    it('shows a write to readers when it is acknowledged, and not before', async () => {
      const held = await store();
      let seen: readonly string[] | undefined;
      const reading: Promise<void>[] = [];
      await held.write(async (writer) => {
        await account('1')(writer);
        reading.push(accounts(held).then((ids) => void (seen = ids)));
      });
      await Promise.all(reading);
      // In memory the reader waits for the commit; on disk it does not see what is under way.
      expect([[], ['1']]).toContainEqual(seen);
      expect(await accounts(held)).toEqual(['1']);
    });

    it('keeps nothing of a write that fails, and everything of the others in its commit', async () => {
      const held = await store();
      const outcomes = await Promise.allSettled([
        held.write(account('1')),
        held.write(async (writer) => {
          await account('2')(writer);
          throw new Error('changed my mind');
        }),
        held.write(account('3')),
        held.write(account('1')),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
      expect(await accounts(held)).toEqual(['1', '3']);
    });

    it('tells of each commit once, in order, before its writes are acknowledged', async () => {
      const held = await store();
      const told: Change[] = [];
      held.onCommit(async (changes) => void told.push(...changes));
      await Promise.all(
        Array.from({ length: 300 }, async (_, index) => {
          await held.write(account(String(index)));
          expect(told.some(({ id }) => id === String(index))).toBe(true);
        }),
      );
      expect(told).toHaveLength(300);
      expect(told.map(({ revision }) => revision)).toEqual(told.map((_, index) => index + 1));
      expect(held.revision).toBe(300);
    });

    it('refuses what its constraints do not allow', async () => {
      const held = await store();
      await expect(held.write(({ db }) => db.insertInto('account_aliases').values({ alias: 'a', account_id: 'nobody' }).execute())).rejects.toThrow(/FOREIGN KEY/i);
    });

    it('is empty after it was cleared, and goes on', async () => {
      const held = await store();
      await held.write(account('1'));
      await held.clear();
      expect(await accounts(held)).toEqual([]);
      await held.write(account('1'));
      expect(await accounts(held)).toEqual(['1']);
    });
  });
}
