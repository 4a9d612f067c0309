import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAccount } from '../../directory/account.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { applyResourceChanges } from '../../directory/resource.ts';
import { Snapshot } from '../../directory/snapshot.ts';
import { insertUser } from '../../directory/user.ts';
import { SqliteStore } from '../../store/sqlite-store.ts';
import { changesOf } from './read-changes.ts';
import type { ReadResource } from './read-resource.ts';

const [own, other, upstreams] = ['111111111111', '222222222222', '000000000000'];
const queue = (account: string, name = 'jobs'): string => `arn:aws:sqs:eu-west-1:${account}:${name}`;
const key = (account: string): string => `arn:aws:kms:eu-west-1:${account}:key/k`;
const policy = (principal: unknown, resource: string, condition: object = {}): string => JSON.stringify({ Statement: { Effect: 'Deny', Principal: principal, Action: '*', Resource: resource, Condition: condition } });

describe('what an upstream tells of a resource', () => {
  let store: SqliteStore;
  let snapshot: Snapshot;
  let ana: string;
  beforeAll(async () => {
    store = await SqliteStore.inMemory();
    snapshot = await Snapshot.load(store.reader, store.revision);
    store.onCommit((changes) => snapshot.apply(store.reader, changes));
    const now = new Date(0);
    await store.write((writer) => insertAccount(writer, { id: own, name: 'a', email: 'a@example.com', now }));
    ana = (await store.write((writer) => insertUser(writer, newNamedRow('AIDA', own, 'ana', '/', now, (length) => new Uint8Array(length)), undefined))).id;
    const grant = (id: string) => ({ kind: 'grant', arn: key(own), grant: { id, grantee: 'AIDAAAAAAAAAAAAAAAAB2', operations: ['Decrypt'] } }) as const;
    await store.write((writer) =>
      applyResourceChanges(writer, [{ kind: 'made', arn: queue(other, 'theirs'), account: other }, { kind: 'made', arn: key(own), account: own }, grant('old'), grant('changed'), grant('kept')], () => own),
    );
  });
  afterAll(() => store.close());
  const changes = (read: ReadResource, apart = false) => changesOf(read, { snapshot, account: own, region: 'eu-west-1', apart });
  const ofKind = (read: ReadResource, kind: string, apart = false) => changes(read, apart).filter((change) => change.kind === kind);

  it('is all that it has from now on', () => {
    const publicAccess = { blockPublicAcls: true, ignorePublicAcls: false, blockPublicPolicy: false, restrictPublicBuckets: true };
    expect(changes({ arn: 'arn:aws:s3:::photos', policy: policy('*', '*'), publicAccess, tags: { team: 'blue' } })).toEqual([
      { kind: 'made', arn: 'arn:aws:s3:::photos', account: own },
      { kind: 'policy', arn: 'arn:aws:s3:::photos', policy: { text: policy('*', '*'), principals: {} } },
      { kind: 'tags', arn: 'arn:aws:s3:::photos', tags: { team: 'blue' } },
      { kind: 'publicAccess', arn: 'arn:aws:s3:::photos', block: publicAccess },
    ]);
  });

  it('takes away what it does not have, and leaves alone what it says nothing of', () => {
    expect(changes({ arn: 'arn:aws:s3:::photos', policy: undefined, publicAccess: undefined, tags: undefined })).toEqual([
      { kind: 'made', arn: 'arn:aws:s3:::photos', account: own },
      { kind: 'policy', arn: 'arn:aws:s3:::photos', policy: undefined },
      { kind: 'publicAccess', arn: 'arn:aws:s3:::photos', block: undefined },
    ]);
    expect(ofKind({ arn: queue(own), policy: '' }, 'policy')).toEqual([{ kind: 'policy', arn: queue(own), policy: undefined }]);
    expect(changes({ arn: queue(own) })).toEqual([{ kind: 'made', arn: queue(own), account: own }]);
  });

  it('is kept under the account that its resources are said to be of, in ARNs and policies', () => {
    const text = policy({ AWS: [upstreams, `arn:aws:iam::${upstreams}:root`] }, queue(upstreams), { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:${upstreams}:t` }, NumericLessThan: { 'aws:EpochTime': '1000000000000123' } });
    expect(ofKind({ arn: queue(upstreams), policy: text }, 'policy')).toEqual([
      { kind: 'policy', arn: queue(own), policy: { text: text.replaceAll(upstreams, own).replace(`1${own}`, `1${upstreams}`), principals: {} } },
    ]);
    expect(ofKind({ arn: `arn:aws:kms:eu-west-1:${upstreams}:alias/a`, target: key(upstreams) }, 'alias')).toEqual([{ kind: 'alias', arn: `arn:aws:kms:eu-west-1:${own}:alias/a`, target: key(own) }]);
  });

  it('stays with whoever made it through the gate, in its policy, too', () => {
    const read = { arn: queue(upstreams, 'theirs'), policy: policy('*', queue(upstreams, 'theirs')) };
    expect(changes(read)).toEqual([
      { kind: 'made', arn: queue(other, 'theirs'), account: other },
      { kind: 'policy', arn: queue(other, 'theirs'), policy: { text: policy('*', queue(other, 'theirs')), principals: {} } },
    ]);
    const longer = policy('*', queue(upstreams, 'theirs-2'));
    expect(ofKind({ ...read, policy: longer }, 'policy')).toMatchObject([{ policy: { text: policy('*', queue(own, 'theirs-2')) } }]);
  });

  it('is of the region that was asked where the upstream has none', () => {
    const table = `arn:aws:dynamodb:ddblocal:${upstreams}:table/orders`;
    const kept = `arn:aws:dynamodb:eu-west-1:${own}:table/orders`;
    expect(ofKind({ arn: table, policy: policy('*', table) }, 'policy')).toEqual([{ kind: 'policy', arn: kept, policy: { text: policy('*', kept), principals: {} } }]);
    expect(ofKind({ arn: table, policy: policy('*', table) }, 'policy', true)).toMatchObject([{ arn: kept.replace(own, upstreams) }]);
  });

  it('is as it says where the upstream keeps accounts apart', () => {
    const read = { arn: queue(other), policy: policy({ AWS: upstreams }, queue(other)) };
    expect(changes(read, true)).toEqual([
      { kind: 'made', arn: queue(other), account: other },
      { kind: 'policy', arn: queue(other), policy: { text: read.policy, principals: {} } },
    ]);
  });

  it('means the users who are there, and whoever has the ARN of others when it is asked (R7.3)', () => {
    const [known, unknown] = [`arn:aws:iam::${own}:user/ana`, `arn:aws:iam::${own}:user/nobody`];
    expect(ofKind({ arn: queue(own), policy: policy({ AWS: [known, unknown] }, '*') }, 'policy')).toMatchObject([{ policy: { principals: { [known]: ana } } }]);
  });

  it('means whom it meant when it was set, as long as it is the same policy (R7.3)', async () => {
    const named = `arn:aws:iam::${own}:user/ana`;
    const [arn, text] = [queue(own, 'kept'), policy({ AWS: named }, queue(own, 'kept'))];
    const kept = { text, principals: { [named]: 'AIDAAAAAAAAAAAAAAAAB2' } };
    await store.write((writer) => applyResourceChanges(writer, [{ kind: 'policy', arn, policy: kept }], () => own));
    const spaced = JSON.stringify(JSON.parse(text), undefined, 2);
    for (const same of [text, spaced]) expect(ofKind({ arn, policy: same }, 'policy')).toEqual([]);
    expect(ofKind({ arn, policy: policy({ AWS: named }, '*') }, 'policy')).toMatchObject([{ policy: { principals: { [named]: ana } } }]);
    expect(ofKind({ arn, policy: undefined }, 'policy')).toEqual([{ kind: 'policy', arn, policy: undefined }]);
  });

  it('has the grants that it has, and no others (R11.11)', () => {
    const grants = [{ id: 'kept', grantee: `arn:aws:iam::${own}:user/ana`, operations: ['Decrypt'] }, { id: 'changed', grantee: `arn:aws:iam::${own}:user/ana`, operations: ['Encrypt'], encryptionContext: { kind: 'subset', pairs: { a: 'b' } } } as const, { id: 'new', grantee: 'arn:aws:iam::333333333333:role/r', operations: ['Sign'] }];
    expect(changes({ arn: key(upstreams), grants })).toEqual([
      { kind: 'made', arn: key(own), account: own },
      { kind: 'grant', arn: key(own), grant: { id: 'changed', grantee: ana, operations: ['Encrypt'], encryptionContext: { kind: 'subset', pairs: { a: 'b' } } } },
      { kind: 'grant', arn: key(own), grant: { id: 'new', grantee: 'arn:aws:iam::333333333333:role/r', operations: ['Sign'] } },
      { kind: 'grantGone', arn: key(own), id: 'old' },
    ]);
  });

  it.each([
    ['not JSON', '{', 'its policy is none:'],
    ['not a policy', '{"Statement":[{"Effect":"Maybe"}]}', '(line 1, column'],
  ])('is nothing where its policy is %s', (_, text, message) => {
    expect(() => changes({ arn: queue(own), policy: text })).toThrow(message);
  });
});
