import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuthorizationRequest, Principal } from '@assent/policy';
import { SqliteStore } from '../store/sqlite-store.ts';
import { ActionUsage } from './action-usage.ts';
import { entityId } from './identifier.ts';

const id = entityId('AIDA', randomBytes);
const user: Principal = { kind: 'user', arn: 'arn:aws:iam::123456789012:user/ana', account: '123456789012', id };
const request = (action: `${string}:${string}`, at: string, principal: Principal = user): AuthorizationRequest => ({
  principal,
  action,
  resource: '*',
  now: new Date(at),
  context: new Map([['aws:requestedregion', { values: ['eu-west-1'], multi: false }]]),
  policies: {},
});
const everybody = (): boolean => true;

describe('uses of actions', () => {
  let store: SqliteStore;
  let usage: ActionUsage;
  beforeEach(async () => {
    store = await SqliteStore.inMemory();
    usage = new ActionUsage();
  });
  afterEach(() => store.close());
  const read = async () => (await usage.read(store.reader, [id])).map(({ namespace, action, used_at, region }) => [namespace, action, new Date(used_at).toISOString(), region]);

  it('are seen at once, and the same after they were written', async () => {
    usage.note(request('IAM:GetUser', '2026-01-01T00:00:00.500Z'));
    usage.note(request('iam:ListUsers', '2026-01-01T00:00:01Z'));
    const seen = [
      ['iam', 'GetUser', '2026-01-01T00:00:00.000Z', 'eu-west-1'],
      ['iam', 'ListUsers', '2026-01-01T00:00:01.000Z', 'eu-west-1'],
    ];
    expect(await read()).toEqual(seen);
    await usage.flush(store, everybody);
    expect(await read()).toEqual(seen);
    usage.note(request('iam:ListUsers', '2026-01-02T00:00:00Z'));
    expect((await read())[1]?.[2]).toBe('2026-01-02T00:00:00.000Z');
    await usage.flush(store, everybody);
    expect((await read()).map(([, , at]) => at)).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z']);
  });

  it('are written of principals alone that are still there', async () => {
    usage.note(request('iam:GetUser', '2026-01-01T00:00:00Z'));
    await usage.flush(store, () => false);
    expect(await read()).toEqual([]);
  });

  it('stay for the next time where they cannot be written', async () => {
    usage.note(request('iam:GetUser', '2026-01-01T00:00:00Z'));
    const failing = { ...store, write: () => Promise.reject(new Error('the disk is full')) } as unknown as SqliteStore;
    await expect(usage.flush(failing, everybody)).rejects.toThrow('the disk is full');
    expect(await read()).toHaveLength(1);
    await usage.flush(store, everybody);
    usage.clear();
    expect(await read()).toHaveLength(1);
  });

  it('are not noted without end', async () => {
    for (let index = 0; index < 100_100; index++) usage.note(request(`iam:Action${index}`, '2026-01-01T00:00:00Z'));
    expect(await read()).toHaveLength(100_000);
  });

  it.each<[string, Principal, string | undefined]>([
    ['the root', { kind: 'root', arn: 'arn:aws:iam::123456789012:root', account: '123456789012' }, '123456789012'],
    ['a session of a role', { kind: 'roleSession', arn: 'a', roleArn: 'b', account: '123456789012', roleId: 'AROA' }, 'AROA'],
    ['a federated user', { kind: 'federatedUser', arn: 'a', account: '123456789012', parentId: id }, id],
    ['nobody', { kind: 'anonymous' }, undefined],
  ])('of %s are its own', async (_who, principal, entity) => {
    usage.note(request('s3:GetObject', '2026-01-01T00:00:00Z', principal));
    expect((await usage.read(store.reader, [entity ?? ''])).map(({ entity_id }) => entity_id)).toEqual(entity === undefined ? [] : [entity]);
  });
});
