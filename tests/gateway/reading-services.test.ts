import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Snapshot } from '../../packages/server/src/directory/snapshot.ts';
import { Upstreams } from '../../packages/server/src/gateway/forwarding/upstreams.ts';
import { readableServices } from '../../packages/server/src/gateway/reading/readings.ts';
import { readUpstreams } from '../../packages/server/src/gateway/reading/upstream-reader.ts';
import { SqliteStore } from '../../packages/server/src/store/sqlite-store.ts';
import { startScripted } from './scripted-upstream.ts';
import type { Script } from './scripted-upstream.ts';

const account = '123456789012';
const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:${account}:${resource}`;
const policy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}';
const refused = [400, '{"__type":"AccessDeniedException"}'] as const;
const json = (value: object): string => JSON.stringify(value);
const tags = { Tags: [{ Key: 'team', Value: 'blue' }] };
const blue = { team: 'blue' };
const encoded = encodeURIComponent;

interface Row {
  readonly what: string;
  readonly service: string;
  readonly script: Script;
  /** By ARN. */
  readonly known: Readonly<Record<string, object>>;
  readonly lines?: readonly string[];
}

const table = (extra: object): string => json({ Table: { TableArn: arn('dynamodb', 'table/t'), KeySchema: [{ AttributeName: 'at', KeyType: 'RANGE' }, { AttributeName: 'id', KeyType: 'HASH' }], ...extra } });
const keys: Script = { ListKeys: json({ Keys: [{ KeyArn: arn('kms', 'key/k'), KeyId: 'k' }] }), GetKeyPolicy: json({ Policy: policy, PolicyName: 'default' }), ListResourceTags: json({ Tags: [{ TagKey: 'team', TagValue: 'blue' }] }), ListAliases: '{}', ListGrants: '{"Grants":[]}' };
const grant = (Constraints?: object) => ({ ListGrants: json({ Grants: [{ GrantId: 'g', GranteePrincipal: 'arn:aws:iam::111122223333:role/r', Operations: ['Decrypt'], ...(Constraints ? { Constraints } : {}) }] }) });

const rows: readonly Row[] = [
  { what: 'a bucket whose store knows neither policies nor tags', service: 's3', script: { 'GET /': '<L><Buckets><Bucket><Name>b</Name></Bucket></Buckets></L>' }, known: { 'arn:aws:s3:::b': { account, policy: undefined, tags: undefined } } },
  {
    what: 'a bucket whose tags are not told',
    service: 's3',
    script: { 'GET /': '<L><Buckets><Bucket><Name>b</Name></Bucket></Buckets></L>', 'GET /b?policy': policy, 'GET /b?tagging': [403, '<Error><Code>AccessDenied</Code></Error>'] },
    known: { 'arn:aws:s3:::b': { policy: { text: policy }, tags: undefined } },
  },
  { what: 'a queue', service: 'sqs', script: { ListQueues: json({ QueueUrls: ['http://q/jobs'] }), GetQueueAttributes: json({ Attributes: { QueueArn: arn('sqs', 'jobs'), Policy: policy } }), ListQueueTags: json({ Tags: blue }) }, known: { [arn('sqs', 'jobs')]: { policy: { text: policy }, tags: blue } } },
  {
    what: 'a topic',
    service: 'sns',
    script: {
      ListTopics: `<R><ListTopicsResult><Topics><member><TopicArn>${arn('sns', 'n')}</TopicArn></member></Topics></ListTopicsResult></R>`,
      GetTopicAttributes: `<R><GetTopicAttributesResult><Attributes><entry><key>Owner</key><value>1</value></entry><entry><key>Policy</key><value>${policy.replaceAll('"', '&quot;')}</value></entry></Attributes></GetTopicAttributesResult></R>`,
      ListTagsForResource: '<R><ListTagsForResourceResult><Tags><member><Key>team</Key><Value>blue</Value></member></Tags></ListTagsForResourceResult></R>',
    },
    known: { [arn('sns', 'n')]: { policy: { text: policy }, tags: blue } },
  },
  {
    what: 'a function, its alias and its version, each with a policy of its own or none (R11.25)',
    service: 'lambda',
    script: {
      'GET /2015-03-31/functions': json({ Functions: [{ FunctionName: 'fn', FunctionArn: arn('lambda', 'function:fn') }] }),
      'GET /2015-03-31/functions/fn/aliases': json({ Aliases: [{ Name: 'live' }] }),
      'GET /2015-03-31/functions/fn/versions': json({ Versions: [{ Version: '$LATEST' }, { Version: '1' }] }),
      'GET /2015-03-31/functions/fn/policy': [404, '{"Type":"User","Code":"ResourceNotFoundException"}'],
      'GET /2015-03-31/functions/fn/policy?Qualifier=live': json({ Policy: policy }),
      'GET /2015-03-31/functions/fn/policy?Qualifier=1': [404, '{"Type":"User","Code":"ResourceNotFoundException"}'],
      [`GET /2017-03-31/tags/${encoded(arn('lambda', 'function:fn'))}`]: json({ Tags: blue }),
    },
    known: { [arn('lambda', 'function:fn')]: { policy: undefined, tags: blue }, [arn('lambda', 'function:fn:live')]: { policy: { text: policy } }, [arn('lambda', 'function:fn:1')]: { policy: undefined } },
  },
  {
    what: 'a key, and what an alias stands for',
    service: 'kms',
    script: { ...keys, ListAliases: json({ Aliases: [{ AliasArn: arn('kms', 'alias/a'), TargetKeyId: 'k' }, { AliasArn: arn('kms', 'alias/aws/s3') }] }) },
    known: { [arn('kms', 'key/k')]: { policy: { text: policy }, tags: blue, grants: [] }, [arn('kms', 'alias/a')]: { target: arn('kms', 'key/k') } },
  },
  { what: 'a grant', service: 'kms', script: { ...keys, ...grant() }, known: { [arn('kms', 'key/k')]: { grants: [{ id: 'g', grantee: 'arn:aws:iam::111122223333:role/r', operations: ['Decrypt'] }] } } },
  { what: 'a grant for an encryption context (R11.11)', service: 'kms', script: { ...keys, ...grant({ EncryptionContextEquals: { a: 'b' } }) }, known: { [arn('kms', 'key/k')]: { grants: [{ encryptionContext: { kind: 'equals', pairs: { a: 'b' } } }] } } },
  { what: 'no key that has a grant with a constraint that is not understood', service: 'kms', script: { ...keys, ...grant({ SourceArn: 'x' }) }, known: {}, lines: ['1 of 1 could not be read, such as arn:aws:kms:eu-west-1:123456789012:key/k: the constraints of a grant are not understood'] },
  { what: 'no key whose policy is not told', service: 'kms', script: { ...keys, GetKeyPolicy: refused }, known: {}, lines: ['1 of 1 could not be read, such as arn:aws:kms:eu-west-1:123456789012:key/k: GetKeyPolicy was answered with AccessDeniedException'] },
  { what: 'a secret', service: 'secretsmanager', script: { ListSecrets: json({ SecretList: [{ ARN: arn('secretsmanager', 'secret:db-AbCdEf') }] }), GetResourcePolicy: json({ ResourcePolicy: policy }), DescribeSecret: json(tags) }, known: { [arn('secretsmanager', 'secret:db-AbCdEf')]: { policy: { text: policy }, tags: blue } } },
  {
    what: 'a repository without a policy',
    service: 'ecr',
    script: { DescribeRepositories: json({ repositories: [{ repositoryArn: arn('ecr', 'repository/app'), repositoryName: 'app' }] }), GetRepositoryPolicy: [400, '{"__type":"RepositoryPolicyNotFoundException"}'], ListTagsForResource: json({ tags: tags.Tags }) },
    known: { [arn('ecr', 'repository/app')]: { policy: undefined, tags: blue } },
  },
  {
    what: 'a table, its index and its stream',
    service: 'dynamodb',
    script: {
      ListTables: json({ TableNames: ['t'] }),
      DescribeTable: table({ LatestStreamArn: arn('dynamodb', 'table/t/stream/s'), LocalSecondaryIndexes: [{ IndexName: 'i', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }] }),
      GetResourcePolicy: ({ body }) => (body.includes('/stream/') ? json({ Policy: policy }) : [400, '{"__type":"PolicyNotFoundException"}']),
      ListTagsOfResource: json(tags),
    },
    known: { [arn('dynamodb', 'table/t')]: { partitionKey: 'id', policy: undefined, tags: blue }, [arn('dynamodb', 'table/t/index/i')]: { partitionKey: 'id' }, [arn('dynamodb', 'table/t/stream/s')]: { policy: { text: policy } } },
  },
  { what: 'an event bus', service: 'events', script: { ListEventBuses: json({ EventBuses: [{ Arn: arn('events', 'event-bus/app'), Policy: policy }, { Arn: arn('events', 'event-bus/default') }] }), ListTagsForResource: json(tags) }, known: { [arn('events', 'event-bus/app')]: { policy: { text: policy }, tags: blue }, [arn('events', 'event-bus/default')]: { policy: undefined } } },
  {
    what: 'streams, page by page',
    service: 'kinesis',
    script: {
      ListStreams: [json({ StreamNames: ['a'], HasMoreStreams: true }), json({ StreamNames: ['b'], HasMoreStreams: false })],
      DescribeStreamSummary: ({ body }) => json({ StreamDescriptionSummary: { StreamARN: arn('kinesis', `stream/${(JSON.parse(body.toString()) as { StreamName: string }).StreamName}`) } }),
      GetResourcePolicy: json({ Policy: policy }),
      ListTagsForStream: json({ ...tags, HasMoreTags: false }),
    },
    known: { [arn('kinesis', 'stream/a')]: { policy: { text: policy }, tags: blue }, [arn('kinesis', 'stream/b')]: { policy: { text: policy } } },
  },
  { what: 'a log group', service: 'logs', script: { DescribeLogGroups: json({ logGroups: [{ arn: `${arn('logs', 'log-group:/app')}:*` }] }), ListTagsForResource: json({ tags: blue }) }, known: { [arn('logs', 'log-group:/app')]: { tags: blue } } },
  {
    what: 'parameters, whose policies only the advanced ones have',
    service: 'ssm',
    script: { DescribeParameters: json({ Parameters: [{ Name: '/app/db', Tier: 'Standard' }, { Name: 'big', Tier: 'Advanced', ARN: arn('ssm', 'parameter/big') }] }), GetResourcePolicies: json({ Policies: [{ Policy: policy }] }), ListTagsForResource: json({ TagList: tags.Tags }) },
    known: { [arn('ssm', 'parameter/app/db')]: { policy: undefined, tags: blue }, [arn('ssm', 'parameter/big')]: { policy: { text: policy } } },
  },
];

describe('what is read', () => {
  let store: SqliteStore;
  let snapshot: Snapshot;
  beforeEach(async () => {
    store = await SqliteStore.inMemory();
    snapshot = await Snapshot.load(store.reader, store.revision);
    store.onCommit((changes) => snapshot.apply(store.reader, changes));
  });
  afterEach(() => store.close());

  it('is of every service that can be read', () => expect(new Set(rows.map(({ service }) => service))).toEqual(new Set(readableServices)));

  it.each(rows)('is $what ($service)', async ({ service, script, known, lines = [] }) => {
    const upstream = await startScripted(script);
    const upstreams = new Upstreams({ [service]: { url: upstream.url, read: { regions: ['eu-west-1'] } } }, account);
    const told: string[] = [];
    await readUpstreams({ upstreams, store, snapshot, account, now: () => new Date(), report: (line) => void told.push(line) });
    upstreams.close();
    await upstream.close();
    expect(told).toEqual(lines.map((line) => `reading ${service} from ${upstream.url}: ${line}`));
    const found = [...snapshot.resources()].filter(({ id }) => id !== `arn:aws:s3::${account}:*`);
    expect(Object.fromEntries(found.map((facts) => [facts.id, facts]))).toMatchObject(known);
    expect(found.map(({ id }) => id).sort()).toEqual(Object.keys(known).sort());
  });
});
