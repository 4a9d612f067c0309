import { describe, expect, it } from 'vitest';
import { sha256 } from '../../signature/canonical-request.ts';
import { pathStyleOf } from '../authentication.ts';
import { signedAnew } from '../forwarding/signed-anew.ts';
import { routeRequest } from '../routing/route-request.ts';
import { questionOf } from './question.ts';

const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:123456789012:${resource}`;

/** Every operation that is asked, with parameters that have to be encoded where there are any. */
const asked: readonly (readonly [service: string, operation: string, parameters: Readonly<Record<string, unknown>>])[] = [
  ['s3', 'ListBuckets', {}],
  ['s3', 'ListBuckets', { ContinuationToken: 'a/b+c=' }],
  ['s3', 'GetBucketPolicy', { Bucket: 'photos' }],
  ['s3', 'GetPublicAccessBlock', { Bucket: 'photos' }],
  ['s3', 'GetBucketTagging', { Bucket: 'photos' }],
  ['s3', 'GetObjectTagging', { Bucket: 'photos', Key: 'a b/ä+c//d?.jpg' }],
  ['s3', 'GetObjectTagging', { Bucket: 'photos', Key: 'cat.jpg', VersionId: 'v/1+2' }],
  ['s3control', 'GetPublicAccessBlock', { AccountId: '123456789012' }],
  ['sqs', 'ListQueues', { MaxResults: 1000 }],
  ['sqs', 'ListQueues', { MaxResults: 1000, NextToken: 'n' }],
  ['sqs', 'GetQueueAttributes', { QueueUrl: 'http://127.0.0.1:4566/123456789012/jobs', AttributeNames: ['All'] }],
  ['sqs', 'GetQueueUrl', { QueueName: 'jobs' }],
  ['sqs', 'ListQueueTags', { QueueUrl: 'http://127.0.0.1:4566/123456789012/jobs' }],
  ['sns', 'ListTopics', { NextToken: 'a&b=c+d e' }],
  ['sns', 'GetTopicAttributes', { TopicArn: arn('sns', 'news') }],
  ['sns', 'ListTagsForResource', { ResourceArn: arn('sns', 'news') }],
  ['lambda', 'ListFunctions', { Marker: 'm/1' }],
  ['lambda', 'ListAliases', { FunctionName: 'fn' }],
  ['lambda', 'ListVersionsByFunction', { FunctionName: 'fn', Marker: 'm' }],
  ['lambda', 'GetPolicy', { FunctionName: 'fn', Qualifier: 'live' }],
  ['lambda', 'ListTags', { Resource: arn('lambda', 'function:fn') }],
  ['kms', 'ListKeys', { Marker: 'm' }],
  ['kms', 'ListAliases', {}],
  ['kms', 'GetKeyPolicy', { KeyId: 'k', PolicyName: 'default' }],
  ['kms', 'ListGrants', { KeyId: 'k' }],
  ['kms', 'ListResourceTags', { KeyId: 'k' }],
  ['secretsmanager', 'ListSecrets', { NextToken: 'n' }],
  ['secretsmanager', 'GetResourcePolicy', { SecretId: arn('secretsmanager', 'secret:db-AbCdEf') }],
  ['secretsmanager', 'DescribeSecret', { SecretId: 'db' }],
  ['ecr', 'DescribeRepositories', { nextToken: 'n' }],
  ['ecr', 'GetRepositoryPolicy', { repositoryName: 'app' }],
  ['ecr', 'ListTagsForResource', { resourceArn: arn('ecr', 'repository/app') }],
  ['dynamodb', 'ListTables', { ExclusiveStartTableName: 'orders' }],
  ['dynamodb', 'DescribeTable', { TableName: 'orders' }],
  ['dynamodb', 'GetResourcePolicy', { ResourceArn: arn('dynamodb', 'table/orders') }],
  ['dynamodb', 'ListTagsOfResource', { ResourceArn: arn('dynamodb', 'table/orders') }],
  ['events', 'ListEventBuses', {}],
  ['events', 'ListTagsForResource', { ResourceARN: arn('events', 'event-bus/app') }],
  ['kinesis', 'ListStreams', { ExclusiveStartStreamName: 'a' }],
  ['kinesis', 'DescribeStreamSummary', { StreamName: 'clicks' }],
  ['kinesis', 'GetResourcePolicy', { ResourceARN: arn('kinesis', 'stream/clicks') }],
  ['kinesis', 'ListTagsForStream', { StreamName: 'clicks' }],
  ['logs', 'DescribeLogGroups', { nextToken: 'n' }],
  ['logs', 'ListTagsForResource', { resourceArn: arn('logs', 'log-group:/app') }],
  ['ssm', 'DescribeParameters', {}],
  ['ssm', 'GetResourcePolicies', { ResourceArn: arn('ssm', 'parameter/db') }],
  ['ssm', 'ListTagsForResource', { ResourceType: 'Parameter', ResourceId: '/app/db' }],
  ['ec2', 'DescribeTags', { Filters: [{ Name: 'resource-id', Values: ['i-0123456789abcdef0'] }], NextToken: 'n' }],
  ['cloudformation', 'DescribeStacks', { StackName: arn('cloudformation', 'stack/app/0a') }],
  ['stepfunctions', 'ListTagsForResource', { resourceArn: arn('states', 'stateMachine:app') }],
  ['ecs', 'ListTagsForResource', { resourceArn: arn('ecs', 'cluster/app') }],
  ['ecs', 'DescribeTaskDefinition', { taskDefinition: 'app', include: ['TAGS'] }],
  ['apigateway', 'GetTags', { resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/a1' }],
  ['resourcegroupstaggingapi', 'GetResources', { ResourceARNList: [arn('elasticloadbalancing', 'loadbalancer/app/x/1')] }],
  ['sts', 'GetCallerIdentity', {}],
];

describe('a question', () => {
  it.each(asked)('to %s: %s %j is what the gate itself would read it as', (service, operation, parameters) => {
    const { signingName, method, target, headers, body } = questionOf(service, operation, parameters);
    const signer = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
    // S3 Control is told from S3 by its host alone.
    const host = service === 's3control' ? '123456789012.s3-control.eu-west-1.amazonaws.com' : '127.0.0.1:4566';
    const head = signedAnew({ method, target, headers: [['host', host], ...headers] }, { signer, service: signingName, region: 'eu-west-1', style: pathStyleOf(signingName), payloadHash: sha256(body), now: new Date(0) });
    const routing = routeRequest(head, {});
    const routed = routing.outcome === 'body' ? routing.withBody(Buffer.from(body)) : routing;
    expect(routed).toMatchObject({ outcome: 'call', call: { service, operation } });
    expect(routed.outcome === 'call' && routed.call.parameters).toEqual(parameters);
  });

  it('leaves out what is not given', () => {
    expect(questionOf('s3', 'ListBuckets', { ContinuationToken: undefined }).target).toBe(questionOf('s3', 'ListBuckets', {}).target);
    expect(questionOf('sns', 'ListTopics', { NextToken: undefined }).body).toBe('Action=ListTopics&Version=2010-03-31');
    expect(questionOf('kms', 'ListKeys', { Marker: undefined }).body).toBe('{}');
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['nothing', 'Get', {}, '`nothing` has no operation `Get`'],
    ['s3', 'Nothing', {}, '`s3` has no operation `Nothing`'],
    ['kms', 'ListKeys', { Page: '1' }, 'the operation has no parameter `Page`'],
    ['sns', 'ListTopics', { Page: '1' }, 'the operation has no parameter `Page`'],
    ['s3', 'GetBucketPolicy', { bucket: 'b' }, 'the operation has no parameter `bucket`'],
    ['s3', 'GetBucketPolicy', {}, 'the parameter `Bucket` is missing'],
    ['s3', 'PutObject', { Bucket: 'b', Key: 'k', Body: 'x' }, 'the parameter `Body` is a opaque'],
  ])('that cannot be is none: %s %s %j', (service, operation, parameters, message) => {
    expect(() => questionOf(service, operation, parameters)).toThrow(message);
  });
});
