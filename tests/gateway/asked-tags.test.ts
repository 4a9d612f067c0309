import { describe, expect, it } from 'vitest';
import { AskedTags, UnknownTagsError } from '../../packages/server/src/gateway/asked-tags.ts';
import { Upstreams } from '../../packages/server/src/gateway/forwarding/upstreams.ts';
import type { UpstreamOptions } from '../../packages/server/src/gateway/forwarding/upstreams.ts';
import { askedFor, startScripted } from './scripted-upstream.ts';
import type { Script } from './scripted-upstream.ts';

const [account, upstreams] = ['123456789012', '000000000000'];
const arn = (service: string, resource: string, of = account): string => `arn:aws:${service}:eu-west-1:${of}:${resource}`;
const json = (value: object): string => JSON.stringify(value);
const blue = { team: 'blue' };
const list = [{ Key: 'team', Value: 'blue' }];
const lower = [{ key: 'team', value: 'blue' }];
const encoded = encodeURIComponent;

/** Answers only where the whole ARN is asked for that the upstream itself would write. */
const of = (resource: string, answer: string): Script[string] => ({ body }) => (body.includes(resource) || body.includes(encoded(resource)) ? answer : [400, '{"__type":"ResourceNotFoundException"}']);
const identity: Script = { GetCallerIdentity: `<R><GetCallerIdentityResult><Account>${upstreams}</Account></GetCallerIdentityResult></R>` };

async function ask(script: Script, resource: string, { version, ...options }: Partial<UpstreamOptions> & { readonly version?: string } = {}) {
  const upstream = await startScripted(script);
  const agents = new Upstreams({ '*': { url: upstream.url, ...options } }, account);
  try {
    return { tags: await new AskedTags(agents, () => new Date()).of(resource, 'eu-west-1', account, version), asked: upstream.received.map(askedFor) };
  } catch (error) {
    if (!(error instanceof UnknownTagsError)) throw error;
    return { tags: 'unknown', asked: upstream.received.map(askedFor) };
  } finally {
    agents.close();
    await upstream.close();
  }
}

describe('tags that are asked for', () => {
  it.each<[resource: string, script: Script]>([
    ['arn:aws:s3:::photos', { 'GET /photos?tagging': '<Tagging><TagSet><Tag><Key>team</Key><Value>blue</Value></Tag></TagSet></Tagging>' }],
    ['arn:aws:s3:::photos/a b*/c?.jpg', { 'GET /photos/a%20b%2A/c%3F.jpg?tagging': '<Tagging><TagSet><Tag><Key>team</Key><Value>blue</Value></Tag></TagSet></Tagging>' }],
    [arn('dynamodb', 'table/t'), { ListTagsOfResource: of(arn('dynamodb', 'table/t', upstreams), json({ Tags: list })) }],
    [arn('dynamodb', 'table/t/index/i'), { ListTagsOfResource: of(`${arn('dynamodb', 'table/t', upstreams)}"`, json({ Tags: list })) }],
    [arn('dynamodb', 'table/t/stream/s'), { ListTagsOfResource: of(`${arn('dynamodb', 'table/t', upstreams)}"`, json({ Tags: list })) }],
    [arn('sqs', 'jobs'), { GetQueueUrl: json({ QueueUrl: 'http://q/jobs' }), ListQueueTags: of('http://q/jobs', json({ Tags: blue })) }],
    [arn('sns', 'news'), { ListTagsForResource: of(arn('sns', 'news', upstreams), '<R><ListTagsForResourceResult><Tags><member><Key>team</Key><Value>blue</Value></member></Tags></ListTagsForResourceResult></R>') }],
    [arn('kms', 'key/k'), { ListResourceTags: [json({ Tags: [], NextMarker: 'm' }), json({ Tags: [{ TagKey: 'team', TagValue: 'blue' }] })] }],
    [arn('secretsmanager', 'secret:db-AbCdEf'), { DescribeSecret: of(arn('secretsmanager', 'secret:db-AbCdEf', upstreams), json({ Tags: list })) }],
    [arn('secretsmanager', 'secret:app/db-??????'), { DescribeSecret: of('"app/db"', json({ Tags: list })) }],
    [arn('ssm', 'parameter/app/db'), { ListTagsForResource: of('"ResourceId":"/app/db"', json({ TagList: list })) }],
    [arn('ssm', 'parameter/plain'), { ListTagsForResource: of('"ResourceId":"plain"', json({ TagList: list })) }],
    [arn('ssm', 'document/d'), { ListTagsForResource: of('"ResourceType":"Document"', json({ TagList: list })) }],
    [arn('lambda', 'function:fn:live'), { [`GET /2017-03-31/tags/${encoded(arn('lambda', 'function:fn', upstreams))}`]: json({ Tags: blue }) }],
    [arn('logs', 'log-group:/app:log-stream:'), { ListTagsForResource: of(`${arn('logs', 'log-group:/app', upstreams)}"`, json({ tags: blue })) }],
    [arn('kinesis', 'stream/clicks'), { ListTagsForStream: json({ Tags: list, HasMoreTags: false }) }],
    [arn('ec2', 'instance/i-0123456789abcdef0'), { DescribeTags: of('Filter.1.Value.1=i-0123456789abcdef0', '<R><tagSet><item><key>team</key><value>blue</value></item></tagSet></R>') }],
    [arn('ecr', 'repository/app'), { ListTagsForResource: json({ tags: list }) }],
    [arn('events', 'event-bus/app'), { ListTagsForResource: json({ Tags: list }) }],
    [arn('states', 'execution:app:1'), { ListTagsForResource: of(arn('states', 'stateMachine:app', upstreams), json({ tags: lower })) }],
    [arn('ecs', 'cluster/c'), { ListTagsForResource: json({ tags: lower }) }],
    [arn('ecs', 'task-definition/app:*'), { DescribeTaskDefinition: of('"taskDefinition":"app"', json({ tags: lower })) }],
    [arn('cloudformation', 'stack/app/0a1b'), { DescribeStacks: of(arn('cloudformation', 'stack/app/0a1b', upstreams), '<R><DescribeStacksResult><Stacks><member><Tags><member><Key>team</Key><Value>blue</Value></member></Tags></member></Stacks></DescribeStacksResult></R>') }],
    [arn('cloudformation', 'stack/app/*'), { DescribeStacks: of('StackName=app', '<R><DescribeStacksResult><Stacks><member><Tags><member><Key>team</Key><Value>blue</Value></member></Tags></member></Stacks></DescribeStacksResult></R>') }],
    ['arn:aws:apigateway:eu-west-1::/restapis/a1/resources/r', { [`GET /tags/${encoded('arn:aws:apigateway:eu-west-1::/restapis/a1')}`]: json({ tags: blue }) }],
    ['arn:aws:apigateway:eu-west-1::/restapis/a1/stages/s', { [`GET /tags/${encoded('arn:aws:apigateway:eu-west-1::/restapis/a1')}`]: json({ tags: { team: 'red' } }), [`GET /tags/${encoded('arn:aws:apigateway:eu-west-1::/restapis/a1/stages/s')}`]: json({ tags: blue }) }],
    [arn('elasticloadbalancing', 'loadbalancer/app/x/1'), { GetResources: json({ ResourceTagMappingList: [{ ResourceARN: arn('elasticloadbalancing', 'loadbalancer/app/x/1', upstreams), Tags: list }] }) }],
  ])('are those of %s', async (resource, script) => {
    expect((await ask({ ...identity, ...script }, resource)).tags).toEqual(blue);
  });

  it.each<[what: string, resource: string, script: Script]>([
    ['a bucket that is not there', 'arn:aws:s3:::none', { 'GET /none?tagging': [404, '<Error><Code>NoSuchBucket</Code></Error>'] }],
    ['a bucket without any', 'arn:aws:s3:::b', { 'GET /b?tagging': [404, '<Error><Code>NoSuchTagSet</Code></Error>'] }],
    ['an object that is not there', 'arn:aws:s3:::b/k', { 'GET /b/k?tagging': [404, '<Error><Code>NoSuchKey</Code></Error>'] }],
    ['all buckets', 'arn:aws:s3:::*', {}],
    ['any table', arn('dynamodb', 'table/*'), {}],
    ['everything', '*', {}],
    ['an alias of a key', arn('kms', 'alias/a'), {}],
    ['a table that is not there', arn('dynamodb', 'table/t'), { ListTagsOfResource: [400, '{"__type":"ResourceNotFoundException"}'] }],
    ['a queue of an upstream whose queues have none', arn('sqs', 'jobs'), { GetQueueUrl: json({ QueueUrl: 'http://q/jobs' }) }],
    ['all APIs', 'arn:aws:apigateway:eu-west-1::/restapis', {}],
  ])('are none of %s', async (_, resource, script) => {
    expect((await ask({ ...identity, ...script }, resource)).tags).toEqual({});
  });

  it.each<[what: string, resource: string, script: Script]>([
    ['the upstream refuses to tell', 'arn:aws:s3:::b', { 'GET /b?tagging': [403, '<Error><Code>AccessDenied</Code></Error>'] }],
    ['the upstream fails', arn('kms', 'key/k'), { ...identity, ListResourceTags: [500, ''] }],
    ['it answers nonsense', arn('kms', 'key/k'), { ...identity, ListResourceTags: '[1]' }],
    ['it does not tell all', arn('kinesis', 'stream/s'), { ...identity, ListTagsForStream: json({ Tags: [], HasMoreTags: true }) }],
    ['nobody knows how to ask', arn('kinesis', 'stream/s/consumer/c:1'), identity],
    ['the service that knows of all does not know of it', arn('elasticloadbalancing', 'loadbalancer/app/x/1'), { ...identity, GetResources: json({ ResourceTagMappingList: [] }) }],
    ['there is no service that knows of all', arn('elasticloadbalancing', 'loadbalancer/app/x/1'), identity],
    ['what is not found may have another name there', arn('dynamodb', 'table/t'), { ListTagsOfResource: [400, '{"__type":"ResourceNotFoundException"}'] }],
  ])('are not known where %s', async (_, resource, script) => {
    expect((await ask(script, resource)).tags).toBe('unknown');
  });

  it('are those of the version of an object that is meant', async () => {
    const script = { 'GET /b/k?tagging&versionId=v%2F1': '<Tagging><TagSet><Tag><Key>team</Key><Value>blue</Value></Tag></TagSet></Tagging>' };
    expect((await ask(script, 'arn:aws:s3:::b/k', { version: 'v/1' })).tags).toEqual(blue);
  });

  it('are asked for by the ARN itself where the upstream keeps accounts apart', async () => {
    const { tags, asked } = await ask({ ListTagsOfResource: of(arn('dynamodb', 'table/t', '111122223333'), json({ Tags: list })) }, arn('dynamodb', 'table/t', '111122223333'), { account: 'caller' });
    expect([tags, asked]).toEqual([blue, ['ListTagsOfResource']]);
  });

  it('take one question for the account of an upstream', async () => {
    const upstream = await startScripted({ ...identity, ListTagsOfResource: of(upstreams, json({ Tags: list })) });
    const agents = new Upstreams({ '*': { url: upstream.url } }, account);
    const tags = new AskedTags(agents, () => new Date());
    for (const name of ['a', 'b']) expect(await tags.of(arn('dynamodb', `table/${name}`), 'eu-west-1', account, undefined)).toEqual(blue);
    agents.close();
    await upstream.close();
    expect(upstream.received.map(askedFor)).toEqual(['GetCallerIdentity', 'ListTagsOfResource', 'ListTagsOfResource']);
  });
});
