import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { routeRequest } from './route-request.ts';
import type { Routing } from './routing.ts';

type Headers = Readonly<Record<string, string>>;

const signed = (service: string, target = false): Headers => ({
  host: 'localhost:4566',
  'x-amz-date': '20260101T000000Z',
  authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host;x-amz-date${target ? ';x-amz-target' : ''}, Signature=${'0'.repeat(64)}`,
});

function route(method: string, target: string, headers: Headers | readonly (readonly [string, string])[], body: string | Uint8Array = ''): Routing {
  const routing = routeRequest({ method, target, headers: Array.isArray(headers) ? headers : Object.entries(headers) });
  return routing.outcome === 'body' ? routing.withBody(typeof body === 'string' ? Buffer.from(body) : body) : routing;
}

const called = (routing: Routing): unknown => (routing.outcome === 'call' ? [routing.call.operation, routing.call.parameters] : routing.reason);

describe('requests to S3', () => {
  it.each<[string, string, string, Record<string, unknown>]>([
    ['GET', '/', 'ListBuckets', {}],
    ['GET', '/photos', 'ListObjects', { Bucket: 'photos' }],
    ['GET', '/photos/', 'ListObjects', { Bucket: 'photos' }],
    ['GET', '/photos?list-type=2&prefix=a%2Fb&delimiter=%2F', 'ListObjectsV2', { Bucket: 'photos', Prefix: 'a/b', Delimiter: '/' }],
    ['GET', '/photos?versions', 'ListObjectVersions', { Bucket: 'photos' }],
    ['GET', '/photos?policy', 'GetBucketPolicy', { Bucket: 'photos' }],
    ['GET', '/photos?lifecycle=', 'GetBucketLifecycleConfiguration', { Bucket: 'photos' }],
    ['GET', '/photos?analytics&id=7', 'GetBucketAnalyticsConfiguration', { Bucket: 'photos', Id: '7' }],
    ['GET', '/photos?analytics', 'ListBucketAnalyticsConfigurations', { Bucket: 'photos' }],
    ['HEAD', '/photos', 'HeadBucket', { Bucket: 'photos' }],
    ['GET', '/photos/cat.jpg', 'GetObject', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['GET', '/photos/cat.jpg?versionId=v1', 'GetObject', { Bucket: 'photos', Key: 'cat.jpg', VersionId: 'v1' }],
    ['GET', '/photos/cat.jpg?tagging', 'GetObjectTagging', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['GET', '/photos/cat.jpg?uploadId=u', 'ListParts', { Bucket: 'photos', Key: 'cat.jpg', UploadId: 'u' }],
    ['POST', '/photos/cat.jpg?uploads', 'CreateMultipartUpload', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['PUT', '/photos/cat.jpg?partNumber=2&uploadId=u', 'UploadPart', { Bucket: 'photos', Key: 'cat.jpg', PartNumber: 2, UploadId: 'u' }],
    ['DELETE', '/photos/cat.jpg?uploadId=u', 'AbortMultipartUpload', { Bucket: 'photos', Key: 'cat.jpg', UploadId: 'u' }],
    ['PUT', '/photos/a%20b/%C3%BC', 'PutObject', { Bucket: 'photos', Key: 'a b/ü' }],
    // Keys are never normalised.
    ['GET', '/photos//a', 'GetObject', { Bucket: 'photos', Key: '/a' }],
    ['GET', '/photos/a//b/', 'GetObject', { Bucket: 'photos', Key: 'a//b/' }],
    ['GET', '/photos/a/../b', 'GetObject', { Bucket: 'photos', Key: 'a/../b' }],
    ['GET', '/photos/a/%2e%2E/b', 'GetObject', { Bucket: 'photos', Key: 'a/../b' }],
    ['GET', '/photos/a%2Fb', 'GetObject', { Bucket: 'photos', Key: 'a/b' }],
    ['GET', '/photos/a%252Fb', 'GetObject', { Bucket: 'photos', Key: 'a%2Fb' }],
    ['GET', '/photos/a%3Fpolicy', 'GetObject', { Bucket: 'photos', Key: 'a?policy' }],
  ])('%s %s is %s', (method, target, operation, parameters) => expect(called(route(method, target, signed('s3')))).toEqual([operation, parameters]));

  it.each<[string, string, Record<string, unknown>]>([
    ['photos.s3.eu-west-1.amazonaws.com', '/cat.jpg', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['photos.s3.amazonaws.com', '/cat.jpg', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['my.dotted.photos.s3.dualstack.eu-west-1.amazonaws.com', '/cat.jpg', { Bucket: 'my.dotted.photos', Key: 'cat.jpg' }],
    ['photos.localhost:4566', '/a/b', { Bucket: 'photos', Key: 'a/b' }],
    ['photos.s3.localhost.localstack.cloud:4566', '//b', { Bucket: 'photos', Key: '/b' }],
    ['s3.eu-west-1.amazonaws.com', '/photos/cat.jpg', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['127.0.0.1:9000', '/photos/cat.jpg', { Bucket: 'photos', Key: 'cat.jpg' }],
    ['[::1]:9000', '/photos/cat.jpg', { Bucket: 'photos', Key: 'cat.jpg' }],
  ])('at %s, %s', (host, target, parameters) => expect(called(route('GET', target, { ...signed('s3'), host }))).toEqual(['GetObject', parameters]));

  const presigned = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0'.repeat(64)}`;

  it('are read from presigned URLs, with headers that were moved into the query', () => {
    expect(called(route('GET', `/photos/cat.jpg?${presigned}&x-id=GetObject`, { host: 'localhost' }))).toEqual(['GetObject', { Bucket: 'photos', Key: 'cat.jpg' }]);
    expect(called(route('PUT', `/photos/cat.jpg?x-amz-acl=public-read&x-amz-checksum-crc32=AAAAAA%3D%3D&${presigned}`, { host: 'localhost' }))).toEqual(['PutObject', { Bucket: 'photos', Key: 'cat.jpg', ACL: 'public-read', ChecksumCRC32: 'AAAAAA==' }]);
    expect(called(route('PUT', `/photos/cat.jpg?X-Amz-Copy-Source=other%2Fk&${presigned}`, { host: 'localhost' }))).toEqual(['CopyObject', { Bucket: 'photos', Key: 'cat.jpg', CopySource: 'other/k' }]);
  });

  it.each(['&x-amz-signature=1', '&X-Amz-Date=20260102T000000Z', '&x-amz-acl=a&X-Amz-Acl=b', '&x-amz-acl=a&x-amz-acl=b', '&acl'])('are refused where a presigned URL says a thing twice, or more than it may: %s', (more) => {
    expect(route('PUT', `/photos/cat.jpg?${presigned}${more}&tagging`, { host: 'localhost' })).toMatchObject({ outcome: 'unroutable', code: 'ambiguous' });
  });

  it('read every key that DeleteObjects names', () => {
    const body = '<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Object><Key>a&amp;b</Key></Object><Object><Key>c</Key><VersionId>v</VersionId></Object><Quiet>true</Quiet></Delete>';
    expect(called(route('POST', '/photos?delete', signed('s3'), body))).toEqual(['DeleteObjects', { Bucket: 'photos', Delete: { Objects: [{ Key: 'a&b' }, { Key: 'c', VersionId: 'v' }], Quiet: true } }]);
  });
});

describe('requests to other services', () => {
  const json = (service: string, target: string): Headers => ({ ...signed(service, true), 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' });
  const form = (service: string): Headers => ({ ...signed(service), 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' });

  it.each<[string, () => Routing, string, Record<string, unknown>]>([
    ['JSON', () => route('POST', '/', json('dynamodb', 'DynamoDB_20120810.GetItem'), '{"TableName":"t","Key":{"a":{"S":"1"}}}'), 'GetItem', { TableName: 't', Key: { a: { S: '1' } } }],
    ['JSON without a body', () => route('POST', '/', json('dynamodb', 'DynamoDB_20120810.ListTables')), 'ListTables', {}],
    ['a query', () => route('POST', '/', form('sns'), 'Action=Publish&Version=2010-03-31&TopicArn=t&Message=a+b&MessageAttributes.entry.1.Name=n&MessageAttributes.entry.1.Value.DataType=String'), 'Publish', { TopicArn: 't', Message: 'a b', MessageAttributes: { n: { DataType: 'String' } } }],
    ['a query to the path of a queue', () => route('POST', '/111122223333/jobs', form('sqs'), 'Action=SendMessageBatch&Version=2012-11-05&SendMessageBatchRequestEntry.1.Id=1&SendMessageBatchRequestEntry.1.MessageBody=x'), 'SendMessageBatch', { Entries: [{ Id: '1', MessageBody: 'x' }], QueueUrl: 'https://sqs/111122223333/jobs' }],
    ['a query by GET', () => route('GET', '/?Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1&Filter.1.Name=n&Filter.1.Value.1=v', signed('ec2')), 'DescribeInstances', { InstanceIds: ['i-1'], Filters: [{ Name: 'n', Values: ['v'] }] }],
    ['a list with members', () => route('POST', '/', form('cloudformation'), 'Action=CreateStack&Version=2010-05-15&StackName=s&Tags.member.1.Key=k&Tags.member.1.Value=v'), 'CreateStack', { StackName: 's', Tags: [{ Key: 'k', Value: 'v' }] }],
    ['REST', () => route('POST', '/2015-03-31/functions/f/invocations?Qualifier=q', signed('lambda')), 'Invoke', { FunctionName: 'f', Qualifier: 'q' }],
    ['REST with an ARN in its path', () => route('GET', '/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fabc', signed('apigateway')), 'GetTags', { resourceArn: 'arn:aws:apigateway:eu-west-1::/restapis/abc' }],
    ['CBOR', () => route('POST', '/service/GraniteServiceVersion20100801/operation/ListMetrics', { ...signed('monitoring'), 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' }, Uint8Array.from([0xbf, 0x69, ...Buffer.from('Namespace'), 0x61, 0x6e, 0xff])), 'ListMetrics', { Namespace: 'n' }],
    ['compressed JSON', () => route('POST', '/', { ...json('kms', 'TrentService.ListKeys'), 'content-encoding': 'gzip' }, gzipSync('{"Limit":3}')), 'ListKeys', { Limit: 3 }],
    ['a service of two that sign alike', () => route('GET', '/v2/email/identities', signed('ses')), 'ListEmailIdentities', {}],
    ['the other of the two', () => route('POST', '/', form('ses'), 'Action=ListIdentities&Version=2010-12-01'), 'ListIdentities', {}],
  ])('are read: %s', (_, routed, operation, parameters) => expect(called(routed())).toEqual([operation, parameters]));

  it('say their service unsigned by target or host, and are unknown when they do not', () => {
    const { authorization: _, ...unsigned } = json('dynamodb', 'DynamoDB_20120810.ListTables');
    expect(called(route('POST', '/', unsigned))).toEqual(['ListTables', {}]);
    expect(called(route('GET', '/cat.jpg', { host: 'photos.s3.amazonaws.com' }))).toEqual(['GetObject', { Bucket: 'photos', Key: 'cat.jpg' }]);
    expect(route('GET', '/photos/cat.jpg', { host: 'localhost' })).toMatchObject({ outcome: 'unroutable', code: 'unknown' });
    expect(routeRequest({ method: 'GET', target: '/photos/cat.jpg', headers: [['host', 'localhost']] }, { unsignedService: 's3' })).toMatchObject({ outcome: 'call', call: { operation: 'GetObject', region: 'us-east-1' } });
  });

  it('are streamed by where the call does not depend on the body', () => {
    expect(routeRequest({ method: 'PUT', target: '/photos/big', headers: Object.entries(signed('s3')) }).outcome).toBe('call');
    expect(routeRequest({ method: 'POST', target: '/2015-03-31/functions/f/invocations', headers: Object.entries(signed('lambda')) }).outcome).toBe('call');
  });
});
