import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertAccount } from '../../packages/server/src/directory/account.ts';
import { accountOfAccessKey } from '../../packages/server/src/directory/identifier.ts';
import { applyResourceChanges } from '../../packages/server/src/directory/resource.ts';
import { Snapshot } from '../../packages/server/src/directory/snapshot.ts';
import { Upstreams } from '../../packages/server/src/gateway/forwarding/upstreams.ts';
import type { UpstreamOptions } from '../../packages/server/src/gateway/forwarding/upstreams.ts';
import { readUpstreams } from '../../packages/server/src/gateway/reading/upstream-reader.ts';
import { startServer } from '../../packages/server/src/server.ts';
import { SqliteStore } from '../../packages/server/src/store/sqlite-store.ts';
import { startScripted } from './scripted-upstream.ts';
import type { Script } from './scripted-upstream.ts';

const [own, other] = ['123456789012', '210987654321'];
const arn = (service: string, resource: string, account = own): string => `arn:aws:${service}:eu-west-1:${account}:${resource}`;
const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } });
const buckets = (...names: readonly string[]): string => `<ListAllMyBucketsResult><Buckets>${names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`;
const noPolicy = [404, '<Error><Code>NoSuchBucketPolicy</Code></Error>'] as const;
const block = (restrict: boolean): string => `<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><RestrictPublicBuckets>${restrict}</RestrictPublicBuckets></PublicAccessBlockConfiguration>`;
const queues = (...names: readonly string[]): string => JSON.stringify({ QueueUrls: names.map((name) => `http://sqs/${own}/${name}`) });
const queue = (attributes: object = {}) => ({ body }: { readonly body: Buffer }): string => JSON.stringify({ Attributes: { QueueArn: arn('sqs', (JSON.parse(body.toString()) as { QueueUrl: string }).QueueUrl.replace(/^.*\//, '')), ...attributes } });

describe('a server that reads from its upstream', () => {
  it('knows what is there before the first call: whose it is, and whom its policy lets in', async () => {
    const policy = document({ Principal: { AWS: other }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::shared/*' });
    const upstream = await startScripted({
      'GET /': buckets('shared', 'closed'),
      'GET /shared?policy': policy,
      'GET /closed?policy': noPolicy,
      'GET /shared/k?x-id=GetObject': 'content',
    });
    const faults: string[] = [];
    const server = await startServer({ port: 0, adminPort: 0, account: own, standaloneAccounts: [other], data: { kind: 'memory' }, upstreams: { s3: { url: upstream.url, read: {} } }, onFault: (message) => void faults.push(message) });
    const root = server.standaloneAccounts[0]?.rootKey;
    const s3 = new S3Client({ endpoint: server.url, region: 'eu-west-1', forcePathStyle: true, maxAttempts: 1, credentials: { accessKeyId: root?.id ?? '', secretAccessKey: root?.secret ?? '' } });
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'shared', Key: 'k' }));
      expect(await Body?.transformToString()).toBe('content');
      await expect(s3.send(new GetObjectCommand({ Bucket: 'closed', Key: 'k' }))).rejects.toMatchObject({ name: 'AccessDenied' });
      expect(faults).toEqual([]);
    } finally {
      await server.close();
      await upstream.close();
    }
  });

  it('starts without an upstream that is not there, says so, and reads anew where everything is emptied', async () => {
    const upstream = await startScripted({ ListQueues: queues('jobs'), GetQueueAttributes: queue() });
    const faults: string[] = [];
    const reading = { services: ['sqs'], regions: ['eu-west-1'] };
    const gone = await startScripted({});
    await gone.close();
    const server = await startServer({ port: 0, adminPort: 0, account: own, dev: true, data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url, read: reading }, sns: { url: gone.url, read: {} } }, onFault: (message) => void faults.push(message) });
    const list = async (): Promise<unknown> => (await fetch(`${server.adminUrl}/resource-policies`, { headers: { authorization: `Bearer ${server.adminToken}` } })).json();
    const known = { resources: [{ arn: arn('sqs', 'jobs'), owner: own, hasPolicy: false, public: false }] };
    try {
      expect(await list()).toEqual(known);
      expect(faults).toEqual([`reading sns from ${gone.url}: it cannot be reached (ECONNREFUSED)`]);
      expect((await fetch(`${server.adminUrl}/reset`, { method: 'POST' })).status).toBe(200);
      expect(await list()).toEqual(known);
      expect(upstream.asked().filter((name) => name === 'ListQueues')).toHaveLength(2);
    } finally {
      await server.close();
      await upstream.close();
    }
  });
});

describe('reading from an upstream', () => {
  let store: SqliteStore;
  let snapshot: Snapshot;
  const closing: (() => void | Promise<void>)[] = [];
  beforeEach(async () => {
    store = await SqliteStore.inMemory();
    snapshot = await Snapshot.load(store.reader, store.revision);
    store.onCommit((changes) => snapshot.apply(store.reader, changes));
    for (const id of [own, other]) await store.write((writer) => insertAccount(writer, { id, name: id, email: `${id}@example.com`, now: new Date(0) }));
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await store.close();
  });

  /** Reads once from an upstream with a script, and tells the lines that were reported. */
  async function read(script: Script, { services, ...options }: Partial<UpstreamOptions> & { readonly services?: readonly string[] } = {}) {
    const upstream = await startScripted(script);
    closing.push(() => upstream.close());
    const lines = await readFrom({ '*': { url: upstream.url, read: { regions: ['eu-west-1'], ...(services ? { services } : {}) }, ...options } });
    return { upstream, lines: lines.map((line) => line.replaceAll(upstream.url, 'URL')) };
  }
  async function readFrom(options: Readonly<Record<string, UpstreamOptions>>): Promise<readonly string[]> {
    const lines: string[] = [];
    const upstreams = new Upstreams(options, own);
    closing.unshift(() => upstreams.close());
    await readUpstreams({ upstreams, store, snapshot, account: own, now: () => new Date('2026-01-01T00:00:00Z'), report: (line) => void lines.push(line) });
    return lines;
  }
  const known = (id: string) => snapshot.find('resource', id);
  const only = (...services: readonly string[]) => ({ services });

  it('takes policies, tags and block public access of buckets', async () => {
    const policy = document({ Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' });
    const { lines } = await read(
      {
        'GET /': buckets('photos'),
        'GET /photos?policy': policy,
        'GET /photos?publicAccessBlock': block(true),
        'GET /photos?tagging': '<Tagging><TagSet><Tag><Key>team</Key><Value>blue</Value></Tag></TagSet></Tagging>',
        'GET /v20180820/configuration/publicAccessBlock': block(false),
      },
      only('s3'),
    );
    expect(lines).toEqual([]);
    expect(known('arn:aws:s3:::photos')).toMatchObject({ account: own, policy: { text: policy }, tags: { team: 'blue' }, publicAccess: { blockPublicAcls: true, ignorePublicAcls: false, restrictPublicBuckets: true } });
    expect(known(`arn:aws:s3::${own}:*`)).toMatchObject({ publicAccess: { restrictPublicBuckets: false } });
  });

  it('goes from page to page', async () => {
    const page = (name: string, next: string): string => `<ListTopicsResponse><ListTopicsResult><Topics><member><TopicArn>${arn('sns', name)}</TopicArn></member></Topics>${next}</ListTopicsResult></ListTopicsResponse>`;
    const attributes = '<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes/></GetTopicAttributesResult></GetTopicAttributesResponse>';
    const { upstream } = await read({ ListTopics: [page('a', '<NextToken>n</NextToken>'), page('b', '')], GetTopicAttributes: attributes }, only('sns'));
    expect([known(arn('sns', 'a')), known(arn('sns', 'b'))]).toMatchObject([{ account: own }, { account: own }]);
    expect(upstream.received.filter(({ body }) => body.includes('Action=ListTopics')).map(({ body }) => new URLSearchParams(body.toString()).get('NextToken'))).toEqual([null, 'n']);
  });

  it('does not go in circles', async () => {
    const { lines } = await read({ ListKeys: '{"Keys":[],"NextMarker":"m","Truncated":true}' }, only('kms'));
    expect(lines).toEqual(['reading kms from URL: the pages of ListKeys do not end']);
  });

  it('tells in a line of what it was refused, and takes the rest', async () => {
    const denied = [403, '{"__type":"com.amazonaws.sqs#AccessDenied","message":"no\\nway"}'] as const;
    const { lines } = await read({ ListQueues: queues('a', 'b', 'c'), GetQueueAttributes: (asked) => (asked.body.includes('/b"') ? denied : queue()(asked)) }, only('sqs'));
    expect(lines).toEqual([`reading sqs from URL: 1 of 3 could not be read, such as http://sqs/${own}/b: GetQueueAttributes was answered with AccessDenied`]);
    expect(['a', 'b', 'c'].map((name) => known(arn('sqs', name)) !== undefined)).toEqual([true, false, true]);
  });

  it('takes nothing of a resource whose policy is none: what is not known is closed', async () => {
    const { lines } = await read({ ListQueues: queues('a\\u001b[2J'), GetQueueAttributes: queue({ Policy: '{"Statement":"all"}' }) }, only('sqs'));
    expect(lines).toEqual([expect.stringMatching(/^reading sqs from URL: 1 of 1 could not be read, such as http:\/\/sqs\/\d+\/a\\u001b\[2J: its policy is none: .+ \(line 1, column 14\)$/)]);
    expect([...snapshot.resources()]).toEqual([]);
  });

  it.each([
    ['another service', 'arn:aws:s3:::photos'],
    ['another region', `arn:aws:sqs:us-east-1:${own}:jobs`],
    ['no ARN', 'jobs'],
    ['all queues', arn('sqs', '*')],
    ['a name with a line in it', arn('sqs', 'a\nb')],
  ])('takes nothing of %s', async (_, QueueArn) => {
    const { lines } = await read({ ListQueues: queues('a'), GetQueueAttributes: queue({ QueueArn, Policy: document({ Principal: '*', Action: '*', Resource: '*' }) }) }, only('sqs'));
    expect(lines).toEqual([expect.stringContaining(' is no resource of sqs in eu-west-1')]);
    expect(lines.join('')).not.toContain('\n');
    expect([...snapshot.resources()]).toEqual([]);
  });

  it('believes in no account that is none', async () => {
    const upstream = await startScripted({ GetCallerIdentity: '<R><GetCallerIdentityResult><Account>1\n2</Account></GetCallerIdentityResult></R>', 'GET /': buckets() });
    closing.push(() => upstream.close());
    expect(await readFrom({ s3: { url: upstream.url, read: {} } })).toEqual([]);
    expect(upstream.received.find(({ target }) => target.includes('publicAccessBlock'))?.headers['x-amz-account-id']).toBe(own);
  });

  it.each<[what: string, script: Script, line: RegExp]>([
    ['refuses to list', { ListQueues: [403, '{"__type":"AccessDenied"}'] }, /^reading sqs from URL: ListQueues was answered with AccessDenied$/],
    ['fails without a word', { ListQueues: [500, 'oops'] }, /^reading sqs from URL: ListQueues was answered with status 500$/],
    ['answers what is not JSON', { ListQueues: '<html>' }, /^reading sqs from URL: the answer cannot be read: the body is not JSON/],
    ['answers something else', { ListQueues: '{"QueueUrls":"none"}' }, /^reading sqs from URL: `QueueUrls` of the answer is no list$/],
    ['does not answer', { ListQueues: 'hang' }, /^reading sqs from URL: it did not answer within 500 ms$/],
    ['stops to answer', { ListQueues: queues('a', 'b', 'c', 'd', 'e', 'f', 'g'), GetQueueAttributes: 'hang' }, /^reading sqs from URL: it did not answer within 500 ms$/],
  ])('tells in a line of an upstream that %s', async (_, script, line) => {
    const { lines } = await read(script, { read: { services: ['sqs'], timeout: line.source.includes('500 ms') ? 500 : 30_000 } });
    expect(lines).toEqual([expect.stringMatching(line)]);
  });

  it('tells of an upstream that is not there, once for each service', async () => {
    const upstream = await startScripted({});
    await upstream.close();
    const lines = await readFrom({ '*': { url: upstream.url, read: {} } });
    expect(lines).toHaveLength(12);
    for (const line of lines) expect(line).toMatch(/^reading [a-z0-9]+ from http:\/\/127\.0\.0\.1:\d+: it cannot be reached \(ECONNREFUSED\)$/);
  });

  it('ends when it takes too long, with what it has', async () => {
    const { lines } = await read({ ListQueues: queues('a'), GetQueueAttributes: queue() }, { read: { services: ['sqs'], limit: 0 } });
    expect(lines).toEqual(['reading sqs from URL: not all of it could be read within 0 seconds']);
  });

  it('does not miss operations that an upstream has not: what cannot be set is not there', async () => {
    const table = JSON.stringify({ Table: { TableArn: arn('dynamodb', 'table/orders'), KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], GlobalSecondaryIndexes: [{ IndexName: 'i', KeySchema: [{ AttributeName: 'who', KeyType: 'HASH' }] }] } });
    const { lines } = await read({ ListTables: '{"TableNames":["orders"]}', DescribeTable: table, GetResourcePolicy: [400, '{"__type":"com.amazon.coral.service#UnknownOperationException"}'] }, only('dynamodb'));
    expect(lines).toEqual([]);
    expect(known(arn('dynamodb', 'table/orders'))).toMatchObject({ partitionKey: 'id', policy: undefined, tags: undefined });
    expect(known(arn('dynamodb', 'table/orders/index/i'))).toMatchObject({ partitionKey: 'who' });
  });

  it('forgets what is no more, and what resources no longer have', async () => {
    const policy = document({ Principal: '*', Action: 'sqs:*', Resource: '*' });
    await read({ ListQueues: queues('a', 'b'), GetQueueAttributes: queue({ Policy: policy }), ListQueueTags: '{"Tags":{"team":"blue"}}' }, only('sqs'));
    expect(known(arn('sqs', 'b'))).toMatchObject({ policy: { text: policy } });
    await read({ ListQueues: queues('a'), GetQueueAttributes: queue() }, only('sqs'));
    expect(known(arn('sqs', 'a'))).toMatchObject({ policy: undefined, tags: { team: 'blue' } });
    expect(known(arn('sqs', 'b'))).toBeUndefined();
  });

  it('leaves alone what an upstream knows nothing of: a policy that was put by hand stays', async () => {
    const policy = { text: document({ Principal: '*', Action: 's3:*', Resource: '*' }), principals: {} };
    const bucket = 'arn:aws:s3:::photos';
    await store.write((writer) => applyResourceChanges(writer, [{ kind: 'made', arn: bucket, account: own }, { kind: 'policy', arn: bucket, policy }, { kind: 'tags', arn: bucket, tags: { team: 'blue' } }], () => own));
    await read({ 'GET /': buckets('photos') }, only('s3'));
    expect(known(bucket)).toMatchObject({ policy, tags: { team: 'blue' } });
    await read({ 'GET /': buckets('photos'), 'GET /photos?policy': noPolicy, 'GET /photos?tagging': [404, '<Error><Code>NoSuchTagSet</Code></Error>'] }, only('s3'));
    expect(known(bucket)).toMatchObject({ policy: undefined, tags: {} });
  });

  it('forgets nothing where not all could be read', async () => {
    await read({ ListQueues: queues('a', 'b'), GetQueueAttributes: queue() }, only('sqs'));
    await read({ ListQueues: queues('a'), GetQueueAttributes: [403, '{}'] }, only('sqs'));
    await read({ ListQueues: [503, ''] }, only('sqs'));
    expect([known(arn('sqs', 'a')), known(arn('sqs', 'b'))]).toMatchObject([{ account: own }, { account: own }]);
  });

  it('forgets nothing of other regions and services', async () => {
    await read({ ListQueues: queues('a'), GetQueueAttributes: queue() }, only('sqs'));
    await read({ ListQueues: queues(), ListTopics: '<ListTopicsResponse/>' }, { read: { services: ['sqs', 'sns'], regions: ['us-west-2'] } });
    expect(known(arn('sqs', 'a'))).toMatchObject({ account: own });
  });

  it('asks every region that it is told, but for buckets, and nothing that it is not told', async () => {
    const { upstream } = await read({ ListQueues: queues(), 'GET /': buckets() }, { read: { services: ['sqs', 's3'], regions: ['eu-west-1', 'us-west-2'] } });
    const regions = upstream.received.map(({ headers }) => /Credential=\w+\/\d+\/([a-z0-9-]+\/[a-z0-9]+)\//.exec(headers.authorization ?? '')?.[1]);
    expect(regions.sort()).toEqual(['eu-west-1/s3', 'eu-west-1/s3', 'eu-west-1/sqs', 'eu-west-1/sts', 'us-west-2/sqs']);
    const silent = await startScripted({});
    closing.push(() => silent.close());
    expect(await readFrom({ '*': { url: silent.url } })).toEqual([]);
    expect(silent.begun()).toBe(0);
  });

  it('asks in the name of each account where the upstream keeps them apart, and takes its word for whose what is', async () => {
    const { upstream } = await read({ ListQueues: queues('a'), GetQueueAttributes: JSON.stringify({ Attributes: { QueueArn: arn('sqs', 'a', other) } }) }, { account: 'caller', read: { services: ['sqs'], regions: ['eu-west-1'] } });
    const accounts = new Set(upstream.received.map(({ headers }) => accountOfAccessKey(/Credential=(\w+)\//.exec(headers.authorization ?? '')?.[1] ?? '')));
    expect([...accounts].sort()).toEqual([own, other].sort());
    expect(known(arn('sqs', 'a', other))).toMatchObject({ account: other });
  });

  it('is signed with the credentials of the upstream, for its region', async () => {
    const sign = { region: 'eu-central-1', accessKeyId: 'AKIAUPSTREAM', secretAccessKey: 'secret', sessionToken: 'token' };
    const { upstream } = await read({ ListQueues: queues() }, { sign, read: { services: ['sqs'] } });
    expect(upstream.received[0]?.headers).toMatchObject({ authorization: expect.stringContaining('Credential=AKIAUPSTREAM/20260101/eu-central-1/sqs/aws4_request') as string, 'x-amz-security-token': 'token' });
  });
});
