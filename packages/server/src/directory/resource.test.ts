import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteStore } from '../store/sqlite-store.ts';
import { applyResourceChanges } from './resource.ts';
import type { ResourceChange } from './resource-change.ts';
import { Snapshot } from './snapshot.ts';

const owner = '111111111111';
const other = '222222222222';
const bucket = 'arn:aws:s3:::photos';
const table = `arn:aws:dynamodb:eu-west-1:${owner}:table/orders`;
const policy = { text: '{}', principals: { 'arn:aws:iam::111111111111:user/ana': 'AIDAAAAAAAAAAAAAAAAAA' } };

describe('what is known of resources', () => {
  let store: SqliteStore;
  let snapshot: Snapshot;
  beforeEach(async () => {
    store = await SqliteStore.inMemory();
    snapshot = await Snapshot.load(store.reader, store.revision);
    store.onCommit((changes) => snapshot.apply(store.reader, changes));
  });
  afterEach(() => store.close());
  const apply = (...changes: readonly ResourceChange[]) => store.write((writer) => applyResourceChanges(writer, changes, () => owner));
  const find = (arn: string) => snapshot.find('resource', arn);

  it('is kept, and read anew as it was', async () => {
    await apply(
      { kind: 'made', arn: bucket, account: other },
      { kind: 'policy', arn: bucket, policy },
      { kind: 'tags', arn: bucket, tags: { team: 'blue', old: '1' } },
      { kind: 'retagged', arn: bucket, set: { team: 'red' }, removed: ['old'] },
      { kind: 'publicAccess', arn: bucket, block: { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true } },
    );
    expect(find(bucket)).toMatchObject({ account: other, policy, tags: { team: 'red' }, publicAccess: { restrictPublicBuckets: true }, grants: [] });
    const fresh = await Snapshot.load(store.reader, store.revision);
    expect(fresh.find('resource', bucket)).toEqual(find(bucket));
    await apply({ kind: 'policy', arn: bucket, policy: undefined });
    expect(find(bucket)?.policy).toBeUndefined();
  });

  it('says whose a resource is: of whoever made it first, else of the account in its ARN, else of whoever has what is unknown', async () => {
    await apply({ kind: 'made', arn: bucket, account: other });
    await apply({ kind: 'made', arn: bucket, account: owner });
    expect(find(bucket)?.account).toBe(other);
    await apply({ kind: 'tags', arn: table, tags: {} }, { kind: 'policy', arn: 'arn:aws:s3:::unknown', policy });
    expect(find(table)?.account).toBe(owner);
    expect(find('arn:aws:s3:::unknown')?.account).toBe(owner);
  });

  it('ends with the resource, and with what it lies in', async () => {
    await apply({ kind: 'made', arn: table, account: owner }, { kind: 'partitionKey', arn: table, name: 'pk' }, { kind: 'partitionKey', arn: `${table}/index/i`, name: 'day' }, { kind: 'made', arn: `${table}s`, account: owner });
    expect(find(`${table}/index/i`)?.partitionKey).toBe('day');
    await apply({ kind: 'gone', arn: table });
    expect([find(table), find(`${table}/index/i`)]).toEqual([undefined, undefined]);
    expect(find(`${table}s`)).toBeDefined();
    await apply({ kind: 'made', arn: table, account: other });
    expect(find(table)?.account).toBe(other);
  });

  it('does not take some tags for all where the others are not known', async () => {
    await apply({ kind: 'retagged', arn: table, set: { team: 'red' }, removed: [] });
    expect(find(table)?.tags).toBeUndefined();
  });

  it('has grants on keys by their ids, and what an alias stands for', async () => {
    const key = `arn:aws:kms:eu-west-1:${owner}:key/k`;
    const grant = { id: 'g1', grantee: 'AROAAAAAAAAAAAAAAAAAA', operations: ['Decrypt'] };
    await apply({ kind: 'grant', arn: key, grant }, { kind: 'grant', arn: key, grant: { ...grant, operations: ['Encrypt'] } }, { kind: 'grant', arn: key, grant: { ...grant, id: 'g2' } });
    expect(find(key)?.grants.map(({ id, operations }) => [id, ...operations])).toEqual([['g1', 'Encrypt'], ['g2', 'Decrypt']]);
    await apply({ kind: 'grantGone', arn: key, id: 'g1' }, { kind: 'alias', arn: `arn:aws:kms:eu-west-1:${owner}:alias/app`, target: key });
    expect(find(key)?.grants.map(({ id }) => id)).toEqual(['g2']);
    expect(find(`arn:aws:kms:eu-west-1:${owner}:alias/app`)?.target).toBe(key);
  });

  it('is found without the account, and a secret without the end of its name', async () => {
    const secret = `arn:aws:secretsmanager:eu-west-1:${other}:secret:app/db-aB3dE6`;
    await apply({ kind: 'made', arn: secret, account: other });
    expect(snapshot.findResources(`arn:aws:secretsmanager:eu-west-1:${owner}:secret:app/db`).map(({ id }) => id)).toEqual([secret]);
    expect(snapshot.findResources(secret).map(({ id }) => id)).toEqual([secret]);
    await apply({ kind: 'gone', arn: secret });
    expect(snapshot.findResources(secret)).toEqual([]);
  });
});
