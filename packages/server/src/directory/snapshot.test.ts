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
import { applyResourceChanges } from './resource.ts';
import type { ResourceChange } from './resource-change.ts';
import { Snapshot } from './snapshot.ts';
import { removeTags, setTags } from './tag.ts';
import { accept } from './handshake-acceptance.ts';
import { getReceived, listSent } from './handshake.ts';
import { invite } from './invitation.ts';
import { closeMember, joinOrganization, moveMember, removeMember as leaveOrganization } from './member.ts';
import { getOrganization, insertOrganization, removeOrganization } from './organization.ts';
import { attachToTarget, detachFromTarget, getTarget } from './organization-policy-attachment.ts';
import { disableType, enableType } from './organization-policy-type.ts';
import { deleteOrganizationPolicy, getChangeablePolicy, insertOrganizationPolicy, updateOrganizationPolicy } from './organization-policy.ts';
import { getTaggable, tagEntity } from './organization-tag.ts';
import { deleteUnit, getUnit, insertUnit } from './organizational-unit.ts';
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

const member = '222222222222';
const organizationOf = (w: Writer) => getOrganization(w.db, account);
/** One of the rows of a table that a number points at. */
async function pick(w: Writer, table: 'organizational_units' | 'organization_policies', index: number): Promise<string> {
  const rows = await w.db.selectFrom(table).select('id').orderBy('id').execute();
  return rows[index % Math.max(rows.length, 1)]?.id ?? 'none';
}
const targetOf = async (w: Writer, index: number): Promise<string> => [(await organizationOf(w)).root_id, account, member, await pick(w, 'organizational_units', index)][index % 4] ?? '';

const createOrganization: Step = (w, random) => insertOrganization(w, account, 'ALL', { now, random });

/** Something to begin with. */
const settle: Step = async (w, random) => {
  const organization = await insertOrganization(w, account, 'ALL', { now, random });
  await joinOrganization(w, organization, member, { now, random });
  for (const unit of ['a', 'b']) await insertUnit(w, organization, organization.root_id, unit, { now, random });
};

const number = fc.nat({ max: 7 });
const organizationStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constant(createOrganization),
  fc.constant<Step>(async (w) => removeOrganization(w, await organizationOf(w))),
  fc.constant<Step>(async (w, random) => invite(w, await organizationOf(w), { target: { Id: member, Type: 'ACCOUNT' }, notes: undefined, tags: [{ Key: 'a', Value: 'b' }] }, { now, random })),
  fc.constant<Step>(async (w, random) => {
    const { items } = await listSent(w.db, await organizationOf(w), undefined, now, { limit: 20, after: undefined });
    return accept(w, await getReceived(w.db, member, items.find(({ state }) => state === 'OPEN')?.id ?? '', now), member, { now, random });
  }),
  fc.constant<Step>(async (w) => leaveOrganization(w, await organizationOf(w), member, now)),
  number.map((n): Step => async (w) => (n === 0 ? closeMember(w, await organizationOf(w), member, now) : undefined)),
  fc.tuple(name, number).map(([n, p]): Step => async (w, random) => insertUnit(w, await organizationOf(w), p < 4 ? (await organizationOf(w)).root_id : await pick(w, 'organizational_units', p), n, { now, random })),
  number.map((n): Step => async (w) => deleteUnit(w, await getUnit(w.db, await organizationOf(w), await pick(w, 'organizational_units', n)))),
  number.map((n): Step => async (w) => {
    const organization = await organizationOf(w);
    const place = await w.db.selectFrom('memberships').select('parent_id').where('account_id', '=', member).executeTakeFirst();
    return moveMember(w, organization, member, place?.parent_id ?? '', n < 2 ? organization.root_id : await pick(w, 'organizational_units', n));
  }),
  fc.tuple(name, fc.boolean()).map(([n, resource]): Step => async (w, random) => {
    const content = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*', ...(resource ? { Principal: '*' } : {}) } });
    return insertOrganizationPolicy(w, await organizationOf(w), { type: resource ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY', name: n, description: '', content }, { now, random });
  }),
  number.map((n): Step => async (w) => updateOrganizationPolicy(w, await organizationOf(w), await getChangeablePolicy(w.db, await organizationOf(w), await pick(w, 'organization_policies', n)), { name: `n${n}` }, now)),
  number.map((n): Step => async (w) => deleteOrganizationPolicy(w, await getChangeablePolicy(w.db, await organizationOf(w), await pick(w, 'organization_policies', n)))),
  fc.tuple(number, number).map(([p, t]): Step => async (w) => {
    const organization = await organizationOf(w);
    return attachToTarget(w, organization, await getChangeablePolicy(w.db, organization, await pick(w, 'organization_policies', p)), await getTarget(w.db, organization, await targetOf(w, t)), now);
  }),
  fc.tuple(number, number).map(([p, t]): Step => async (w) => {
    const organization = await organizationOf(w);
    return detachFromTarget(w, organization, await getChangeablePolicy(w.db, organization, await pick(w, 'organization_policies', p)), await getTarget(w.db, organization, await targetOf(w, t)));
  }),
  fc.boolean().map((on): Step => async (w) => {
    const organization = await organizationOf(w);
    return on ? enableType(w, organization, 'RESOURCE_CONTROL_POLICY', now) : disableType(w, organization, 'RESOURCE_CONTROL_POLICY');
  }),
  fc.tuple(number, name).map(([t, k]): Step => async (w) => tagEntity(w, await getTaggable(w.db, await organizationOf(w), await targetOf(w, t)), [{ Key: k, Value: k }])),
);

const resourceArn = fc.constantFrom('arn:aws:s3:::a', `arn:aws:sqs:eu-west-1:${account}:q`, `arn:aws:sqs:eu-west-1:${member}:q`, `arn:aws:secretsmanager:eu-west-1:${account}:secret:s-aB3dE6`, `arn:aws:lambda:eu-west-1:${account}:function:f`, `arn:aws:lambda:eu-west-1:${account}:function:f:live`);
const resourceStep: fc.Arbitrary<Step> = fc
  .tuple(resourceArn, number, name)
  .map(([arn, what, n]): ResourceChange => {
    const kinds: readonly ResourceChange[] = [
      { kind: 'made', arn, account: member },
      { kind: 'gone', arn },
      { kind: 'policy', arn, policy: { text: document(n), principals: {} } },
      { kind: 'policy', arn, policy: undefined },
      { kind: 'tags', arn, tags: { [n]: n } },
      { kind: 'retagged', arn, set: { [n]: n }, removed: ['a'] },
      { kind: 'grant', arn, grant: { id: n, grantee: n, operations: ['Decrypt'] } },
      { kind: 'grantGone', arn, id: n },
    ];
    return kinds[what] ?? { kind: 'gone', arn };
  })
  .map((change): Step => (w) => applyResourceChanges(w, [change], () => account));

describe('a snapshot', () => {
  it.each([
    ['of users, groups and policies', step, []],
    ['of an organization', organizationStep, [settle]],
    ['of resources of other services', resourceStep, []],
  ] as const)('that followed the commits shows what one that is read anew shows: %s', async (_what, steps, first) => {
    let counter = 0;
    const random = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (counter = (counter * 31 + index + 7) % 256));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(steps, { minLength: 1, maxLength: 4 }), { maxLength: 30 }), async (batches) => {
        const store = await SqliteStore.inMemory();
        await store.write((writer) => insertAccount(writer, { id: account, name: 'a', email: 'a@example.com', now }));
        await store.write((writer) => insertAccount(writer, { id: member, name: 'm', email: 'm@example.com', now }));
        const snapshot = await Snapshot.load(store.reader, store.revision);
        store.onCommit((changes) => snapshot.apply(store.reader, changes));
        for (const batch of [first, ...batches]) await Promise.allSettled(batch.map((each) => store.write((writer) => each(writer, random))));
        const fresh = await Snapshot.load(store.reader, store.revision);
        expect(snapshot.entries()).toEqual(fresh.entries());
        expect(snapshot.revision).toBe(fresh.revision);
        await store.close();
      }),
      { numRuns: 60 },
    );
  });
});
