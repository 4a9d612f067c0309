import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SqliteStore } from '../store/sqlite-store.ts';
import type { Writer } from '../store/store.ts';
import { insertAccount } from './account.ts';
import { attachPolicy, detachPolicy, holderOf } from './attachment.ts';
import { addMember, deleteGroup, getGroupRow, insertGroup, removeMember, updateGroup } from './group.ts';
import { deleteInlinePolicy, putInlinePolicy } from './inline-policy.ts';
import { addVersion, deletePolicy, getPolicyRow, insertPolicy } from './managed-policy.ts';
import { newNamedRow } from './named-entity.ts';
import { Snapshot } from './snapshot.ts';
import { removeTags, setTags } from './tag.ts';
import { deleteUser, getUserRow, insertUser, updateUser } from './user.ts';

const account = '111111111111';
const now = new Date('2026-01-01T00:00:00Z');
const document = (action: string): string => JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: action, Resource: '*' } });

/** A step over small pools of names, so that the steps of a run meet. Many of them fail, as they should. */
type Step = (writer: Writer, random: (length: number) => Uint8Array) => Promise<unknown>;

const name = fc.constantFrom('a', 'A', 'b', 'c');
const policyArn = (policy: string): string => `arn:aws:iam::${account}:policy/${policy}`;

const step: fc.Arbitrary<Step> = fc.oneof(
  name.map((n): Step => (w, random) => insertUser(w, newNamedRow('AIDA', account, n, '/', now, random), undefined)),
  name.map((n): Step => (w, random) => insertGroup(w, newNamedRow('AGPA', account, n, '/', now, random))),
  name.map((n): Step => (w, random) => insertPolicy(w, newNamedRow('ANPA', account, n, '/', now, random), document('s3:Get*'), undefined)),
  fc.tuple(name, name).map(([g, u]): Step => async (w) => addMember(w, await getGroupRow(w.db, account, g), await getUserRow(w.db, account, u))),
  fc.tuple(name, name).map(([g, u]): Step => async (w) => removeMember(w, await getGroupRow(w.db, account, g), await getUserRow(w.db, account, u))),
  fc.tuple(name, name).map(([u, p]): Step => async (w) => attachPolicy(w, holderOf('user', await getUserRow(w.db, account, u)), policyArn(p), now)),
  fc.tuple(name, name).map(([u, p]): Step => async (w) => detachPolicy(w, holderOf('user', await getUserRow(w.db, account, u)), policyArn(p))),
  fc.tuple(name, name).map(([g, p]): Step => async (w) => putInlinePolicy(w, holderOf('group', await getGroupRow(w.db, account, g)), g, p, document('s3:*'))),
  fc.tuple(name, name).map(([g, p]): Step => async (w) => deleteInlinePolicy(w, holderOf('group', await getGroupRow(w.db, account, g)), p)),
  fc.tuple(name, name).map(([u, k]): Step => async (w) => {
    const row = await getUserRow(w.db, account, u);
    await setTags(w.db, row.id, [{ Key: k, Value: u }], 'insensitive');
    w.changed('user', row.id);
  }),
  fc.tuple(name, name).map(([u, k]): Step => async (w) => {
    const row = await getUserRow(w.db, account, u);
    await removeTags(w.db, row.id, [k], 'insensitive');
    w.changed('user', row.id);
  }),
  fc.tuple(name, fc.boolean()).map(([p, d]): Step => async (w) => addVersion(w, await getPolicyRow(w.db, account, policyArn(p)), document('s3:Put*'), d, 0)),
  fc.tuple(name, name).map(([u, n]): Step => async (w) => updateUser(w, await getUserRow(w.db, account, u), n, '/moved/')),
  fc.tuple(name, name).map(([g, n]): Step => async (w) => updateGroup(w, await getGroupRow(w.db, account, g), n, undefined)),
  name.map((u): Step => async (w) => deleteUser(w, await getUserRow(w.db, account, u))),
  name.map((g): Step => async (w) => deleteGroup(w, await getGroupRow(w.db, account, g))),
  name.map((p): Step => async (w) => deletePolicy(w, await getPolicyRow(w.db, account, policyArn(p)))),
);

describe('a snapshot', () => {
  it('that followed the commits shows what one that is read anew shows', async () => {
    let counter = 0;
    const random = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (counter = (counter * 31 + index + 7) % 256));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 30 }), async (batches) => {
        const store = await SqliteStore.inMemory();
        await store.write((writer) => insertAccount(writer, { id: account, name: 'a', email: 'a@example.com', now }));
        const snapshot = await Snapshot.load(store.reader, store.revision);
        store.onCommit((changes) => snapshot.apply(store.reader, changes));
        for (const batch of batches) await Promise.allSettled(batch.map((each) => store.write((writer) => each(writer, random))));
        const fresh = await Snapshot.load(store.reader, store.revision);
        expect(snapshot.entries()).toEqual(fresh.entries());
        expect(snapshot.revision).toBe(fresh.revision);
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});
