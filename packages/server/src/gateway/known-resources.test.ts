import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyResourceChanges } from '../directory/resource.ts';
import { Snapshot } from '../directory/snapshot.ts';
import { SqliteStore } from '../store/sqlite-store.ts';
import { KnownResources } from './known-resources.ts';

const a = '111111111111';
const b = '222222222222';
const arn = (account: string, service: string, resource: string): string => `arn:aws:${service}:eu-west-1:${account}:${resource}`;
const secret = arn(a, 'secretsmanager', 'secret:app/db-aB3dE6');

describe('what a caller means by a name, behind an upstream of account 111111111111', () => {
  let store: SqliteStore;
  let snapshot: Snapshot;
  beforeEach(async () => {
    store = await SqliteStore.inMemory();
    snapshot = await Snapshot.load(store.reader, store.revision);
    store.onCommit((changes) => snapshot.apply(store.reader, changes));
    const made = (resource: string, account: string) => ({ kind: 'made', arn: resource, account }) as const;
    await store.write((writer) =>
      applyResourceChanges(
        writer,
        [made(arn(a, 'dynamodb', 'table/orders'), a), made(arn(b, 'dynamodb', 'table/carts'), b), made('arn:aws:s3:::of-b', b), made(secret, a), { kind: 'alias', arn: arn(a, 'kms', 'alias/app'), target: arn(a, 'kms', 'key/k') }],
        () => a,
      ),
    );
  });
  afterEach(() => store.close());
  const known = (account: string, operation = 'GetItem', owner = a) => new KnownResources(snapshot, owner, { service: 'dynamodb', actionPrefix: 'dynamodb', operation, protocol: 'json', region: 'eu-west-1', parameters: {} }, account);

  it.each<[what: string, caller: string, given: string, meant: string, operation?: string, owner?: string]>([
    ['a table of one’s own', b, arn(b, 'dynamodb', 'table/carts'), arn(b, 'dynamodb', 'table/carts')],
    ['a table that another account made: there is one of the name', b, arn(b, 'dynamodb', 'table/orders'), arn(a, 'dynamodb', 'table/orders')],
    ['an index of it', b, arn(b, 'dynamodb', 'table/orders/index/i'), arn(a, 'dynamodb', 'table/orders/index/i')],
    ['the same for who has what is unknown', a, arn(a, 'dynamodb', 'table/carts'), arn(b, 'dynamodb', 'table/carts')],
    ['what nobody made: it was there before', b, arn(b, 'dynamodb', 'table/old'), arn(a, 'dynamodb', 'table/old')],
    ['what is made by this call', b, arn(b, 'dynamodb', 'table/new'), arn(b, 'dynamodb', 'table/new'), 'CreateTable'],
    ['what is there already and would be made again', b, arn(b, 'dynamodb', 'table/orders'), arn(a, 'dynamodb', 'table/orders'), 'CreateTable'],
    ['what another account is said to have', b, arn('333333333333', 'dynamodb', 'table/old'), arn('333333333333', 'dynamodb', 'table/old')],
    ['all tables of the caller', b, arn(b, 'dynamodb', 'table/*'), arn(b, 'dynamodb', 'table/*')],
    ['a role, which is no upstream’s', b, `arn:aws:iam::${b}:role/r`, `arn:aws:iam::${b}:role/r`],
    ['a secret by its name', a, arn(a, 'secretsmanager', 'secret:app/db'), secret],
    ['a secret by the name that another account gave it', b, arn(b, 'secretsmanager', 'secret:app/db'), secret],
    ['a secret that nobody knows', b, arn(b, 'secretsmanager', 'secret:x-??????'), arn(a, 'secretsmanager', 'secret:x-??????')],
    ['a table, where accounts are kept apart', b, arn(b, 'dynamodb', 'table/orders'), arn(b, 'dynamodb', 'table/orders'), 'GetItem', 'caller'],
    ['a secret, where accounts are kept apart', a, arn(a, 'secretsmanager', 'secret:app/db'), secret, 'GetItem', 'caller'],
    ['another’s secret, where accounts are kept apart', b, arn(b, 'secretsmanager', 'secret:app/db'), arn(b, 'secretsmanager', 'secret:app/db'), 'GetItem', 'caller'],
  ])('%s', (_what, caller, given, meant, operation, owner) => {
    expect(known(caller, operation, owner).canonical(given)).toBe(meant);
  });

  it.each<[what: string, caller: string, given: string, account: string, operation?: string, owner?: string]>([
    ['a bucket that somebody made is his', a, 'arn:aws:s3:::of-b', b],
    ['and what lies in it', a, 'arn:aws:s3:::of-b/k', b],
    ['a bucket that nobody made is the upstream’s', b, 'arn:aws:s3:::old/k', a],
    ['a bucket that is made by the call is the caller’s', b, 'arn:aws:s3:::new', b, 'CreateBucket'],
    ['unless it is there', a, 'arn:aws:s3:::of-b', b, 'CreateBucket'],
    ['every bucket is the caller’s where accounts are kept apart', b, 'arn:aws:s3:::old', b, 'GetObject', 'caller'],
    ['but those that are known', a, 'arn:aws:s3:::of-b', b, 'GetObject', 'caller'],
    ['everybody has APIs', b, 'arn:aws:apigateway:eu-west-1::/restapis', b, 'CreateRestApi'],
    ['one that nobody made is the upstream’s', b, 'arn:aws:apigateway:eu-west-1::/restapis/a1/stages', a, 'GetStages'],
    ['instances are launched from images of others', b, 'arn:aws:ec2:eu-west-1::image/ami-1', b, 'RunInstances'],
    ['which others do not take away', b, 'arn:aws:ec2:eu-west-1::image/ami-1', a, 'DeregisterImage'],
  ])('%s', (_what, caller, given, account, operation, owner) => {
    expect(known(caller, operation, owner).ownerOf(given)).toBe(account);
  });

  it('the key of an alias, of a ciphertext that begins with it, and no other', () => {
    const { keyOfAlias, keyOfCiphertext } = known(a).facts;
    expect(keyOfAlias?.(arn(a, 'kms', 'alias/app'))).toBe(arn(a, 'kms', 'key/k'));
    expect(keyOfAlias?.(arn(a, 'kms', 'alias/other'))).toBeUndefined();
    const id = '9999abcd-12ab-34cd-56ef-1234567890ab';
    expect(keyOfCiphertext?.(Buffer.from(`${id}and more`).toString('base64'))).toBe(arn(a, 'kms', `key/${id}`));
    expect(keyOfCiphertext?.(Buffer.from(`x${id}`).toString('base64'))).toBeUndefined();
  });
});
