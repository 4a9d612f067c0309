import { describe, expect, it } from 'vitest';
import { routeRequest } from './route-request.ts';

type HeaderList = readonly (readonly [string, string])[];

/** Headers under a signature for a service, which covers all that it must. */
function signedHeaders(service: string, own: HeaderList): HeaderList {
  const names = new Set(own.map(([name]) => name));
  const all: HeaderList = [...([['host', 'localhost'], ['x-amz-date', '20260101T000000Z']] as const).filter(([name]) => !names.has(name)), ...own];
  const covered = [...new Set(all.map(([name]) => name.toLowerCase()).filter((name) => name === 'host' || name.startsWith('x-amz-')))].sort();
  return [...all, ['authorization', `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=${covered.join(';')}, Signature=${'0'.repeat(64)}`]];
}
const json = ['content-type', 'application/x-amz-json-1.0'] as const;
const form = ['content-type', 'application/x-www-form-urlencoded'] as const;
const getItem = ['x-amz-target', 'DynamoDB_20120810.GetItem'] as const;

interface Refused {
  readonly why: string;
  readonly service: string;
  readonly method?: string;
  readonly target: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  readonly code?: string;
}

const refused: readonly Refused[] = [
  { why: 'a key that climbs above its bucket', service: 's3', target: '/photos/../other/k' },
  { why: 'the same, encoded', service: 's3', target: '/photos/%2e%2e/other/k' },
  { why: 'the same, with an encoded slash', service: 's3', target: '/photos/..%2Fother/k' },
  { why: 'a bucket that is encoded', service: 's3', target: '/ph%6Ftos/k', code: 'malformed' },
  { why: 'a bucket with a slash in it', service: 's3', target: '/photos%2Fk', code: 'malformed' },
  { why: 'no bucket before the key', service: 's3', target: '//photos/k', code: 'malformed' },
  { why: 'a plus in a key', service: 's3', target: '/photos/a+b' },
  { why: 'a NUL in a key', service: 's3', target: '/photos/a%00b' },
  { why: 'broken encoding', service: 's3', target: '/photos/%zz', code: 'malformed' },
  { why: 'what is not UTF-8', service: 's3', target: '/photos/%ff', code: 'malformed' },
  { why: 'two sub-resources', service: 's3', target: '/photos?acl&policy' },
  { why: 'a sub-resource that nobody knows', service: 's3', target: '/photos?backdoor' },
  { why: 'a sub-resource twice', service: 's3', target: '/photos?acl&acl' },
  { why: 'a sub-resource with a value', service: 's3', target: '/photos?acl=policy' },
  { why: 'a parameter of another operation', service: 's3', method: 'PUT', target: '/photos/k?partNumber=1' },
  { why: 'a version twice', service: 's3', target: '/photos/k?versionId=a&versionId=b' },
  { why: 'a source to copy from where nothing is copied', service: 's3', target: '/photos/k', headers: [['x-amz-copy-source', 'a/b']] },
  { why: 'a header of AWS twice', service: 's3', method: 'PUT', target: '/photos/k', headers: [['x-amz-copy-source', 'a/b'], ['X-Amz-Copy-Source', 'a/c']] },
  { why: 'a header that CGI takes for another', service: 's3', method: 'PUT', target: '/photos/k', headers: [['x_amz_copy_source', 'a/b']] },
  { why: 'another method in a header', service: 's3', target: '/photos/k', headers: [['x-http-method-override', 'DELETE']] },
  { why: 'another path in a header', service: 's3', target: '/photos/k', headers: [['x-original-url', '/other/k']] },
  { why: 'an absolute form', service: 's3', target: 'http://other/photos/k' },
  { why: 'a fragment', service: 's3', target: '/photos/k#x' },
  { why: 'a space in the target', service: 's3', target: '/photos/a b' },
  { why: 'a semicolon in the query', service: 's3', target: '/photos?prefix=a;acl' },
  { why: 'a method that is no word', service: 's3', method: 'get', target: '/photos', code: 'malformed' },
  { why: 'a method that the service does not know', service: 's3', method: 'PATCH', target: '/photos/k', code: 'unknown' },
  { why: 'a host of another service', service: 's3', target: '/photos', headers: [['host', 'sqs.eu-west-1.amazonaws.com']] },
  { why: 'a signature in header and query', service: 's3', target: '/photos/k?X-Amz-Signature=0' },
  { why: "S3 Control's path, which could be a bucket's", service: 's3', target: '/v20180820/bucket/b/policy', headers: [['x-amz-account-id', '111122223333']] },
  { why: 'a target where the protocol has none', service: 's3', target: '/photos', headers: [getItem], code: 'malformed' },
  { why: 'a service that nobody knows', service: 'madeup', target: '/', code: 'unknown' },
  { why: 'an operation that nobody knows', service: 'dynamodb', method: 'POST', target: '/', headers: [json, ['x-amz-target', 'DynamoDB_20120810.Nothing']], code: 'unknown' },
  { why: "another service's target", service: 'dynamodb', method: 'POST', target: '/', headers: [json, ['x-amz-target', 'AmazonSQS.SendMessage']], code: 'unknown' },
  { why: 'a target with the content type of a form', service: 'dynamodb', method: 'POST', target: '/', headers: [form, getItem] },
  { why: 'a target and a query', service: 'dynamodb', method: 'POST', target: '/?Action=ListTables', headers: [json, getItem] },
  { why: 'two targets', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem, ['x-amz-target', 'DynamoDB_20120810.DeleteTable']] },
  { why: 'a key twice in JSON', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem], body: '{"TableName":"a","TableName":"b"}' },
  { why: 'a key twice deep in JSON', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem], body: '{"TableName":"a","Key":{"k":{"S":"1"},"k":{"S":"2"}}}' },
  { why: 'a member that the model does not have', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem], body: '{"tablename":"a"}' },
  { why: 'a member of another type', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem], body: '{"TableName":["a"]}', code: 'malformed' },
  { why: 'no object at all', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem], body: '[]', code: 'malformed' },
  { why: 'JSON too deep', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem], body: '['.repeat(5000), code: 'malformed' },
  { why: 'another character set', service: 'dynamodb', method: 'POST', target: '/', headers: [['content-type', 'application/x-amz-json-1.0; charset=utf-16'], getItem], body: '{}' },
  { why: 'an encoding that is not read', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem, ['content-encoding', 'br']], body: '{}' },
  { why: 'what is not gzip', service: 'dynamodb', method: 'POST', target: '/', headers: [json, getItem, ['content-encoding', 'gzip']], body: '{}', code: 'malformed' },
  { why: 'an action twice', service: 'sqs', method: 'POST', target: '/', headers: [form], body: 'Action=ListQueues&Action=DeleteQueue&Version=2012-11-05' },
  { why: 'another version', service: 'sqs', method: 'POST', target: '/', headers: [form], body: 'Action=ListQueues&Version=1999-01-01', code: 'unknown' },
  { why: 'a parameter twice', service: 'sqs', method: 'POST', target: '/', headers: [form], body: 'Action=DeleteQueue&Version=2012-11-05&QueueUrl=a&QueueUrl=b' },
  { why: 'an action in body and query', service: 'sqs', method: 'POST', target: '/?Action=ListQueues', headers: [form], body: 'Action=DeleteQueue&Version=2012-11-05' },
  { why: 'a parameter that nobody knows', service: 'sqs', method: 'POST', target: '/', headers: [form], body: 'Action=DeleteQueue&Version=2012-11-05&queueurl=a' },
  { why: 'a gap in a list', service: 'ec2', method: 'POST', target: '/', headers: [form], body: 'Action=DescribeInstances&Version=2016-11-15&InstanceId.2=i-1' },
  { why: 'a value with parts', service: 'ec2', method: 'POST', target: '/', headers: [form], body: 'Action=DescribeInstances&Version=2016-11-15&InstanceId=i-1&InstanceId.1=i-2' },
  { why: 'two queues', service: 'sqs', method: 'POST', target: '/111122223333/a', headers: [form], body: 'Action=DeleteQueue&Version=2012-11-05&QueueUrl=https%3A%2F%2Fsqs%2F111122223333%2Fb' },
  { why: 'a dot segment', service: 'lambda', target: '/2015-03-31/functions/a/../b' },
  { why: 'an encoded dot segment', service: 'lambda', target: '/2015-03-31/functions/%2e%2e/event-source-mappings' },
  { why: 'an empty segment', service: 'lambda', target: '/2015-03-31//functions/a' },
  { why: 'an encoded slash that makes another operation', service: 'lambda', target: '/2015-03-31/functions/a%2Fpolicy' },
  { why: 'a word of the path in another spelling', service: 'lambda', target: '/2015-03-31/functions/a/p%6Flicy' },
  { why: 'a backslash', service: 'lambda', target: '/2015-03-31/functions/a%5Cb' },
  { why: 'a parameter of the path', service: 'lambda', target: '/2015-03-31/functions/a;x=1' },
  { why: 'a parameter of the query that nobody knows', service: 'lambda', target: '/2015-03-31/functions/a?FunctionName=b' },
  { why: 'a label in the body too', service: 'lambda', method: 'PUT', target: '/2015-03-31/functions/a/code', body: '{"FunctionName":"b"}' },
  { why: 'a form to a REST service', service: 'lambda', method: 'PUT', target: '/2015-03-31/functions/a/code', headers: [form], body: 'x=1' },
  { why: 'a document type in XML', service: 's3', method: 'POST', target: '/photos?delete', body: '<!DOCTYPE x [<!ENTITY k "v">]><Delete/>', code: 'malformed' },
  { why: 'CDATA in XML', service: 's3', method: 'POST', target: '/photos?delete', body: '<Delete><Object><Key><![CDATA[a]]></Key></Object></Delete>', code: 'malformed' },
  { why: 'an element twice', service: 's3', method: 'POST', target: '/photos?delete', body: '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>' },
  { why: 'an element that nobody knows', service: 's3', method: 'POST', target: '/photos?delete', body: '<Delete><Object><Key>a</Key></Object><Also/></Delete>' },
  { why: 'another root', service: 's3', method: 'POST', target: '/photos?delete', body: '<Erase/>' },
  { why: 'a comment in a key', service: 's3', method: 'POST', target: '/photos?delete', body: '<Delete><Object><Key>a<!-- -->b</Key></Object></Delete>', code: 'malformed' },
  { why: 'a key twice in CBOR', service: 'monitoring', method: 'POST', target: '/service/GraniteServiceVersion20100801/operation/ListMetrics', headers: [['smithy-protocol', 'rpc-v2-cbor']], body: Uint8Array.from([0xa2, 0x69, ...Buffer.from('Namespace'), 0x61, 0x61, 0x69, ...Buffer.from('Namespace'), 0x61, 0x62]) },
  { why: 'CBOR that promises more than there is', service: 'monitoring', method: 'POST', target: '/service/GraniteServiceVersion20100801/operation/ListMetrics', headers: [['smithy-protocol', 'rpc-v2-cbor']], body: Uint8Array.from([0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]), code: 'malformed' },
];

describe('a request that could be read in two ways, or in none, is no call', () => {
  it.each(refused)('$why', ({ service, method = 'GET', target, headers = [], body = '', code = 'ambiguous' }) => {
    const head = { method, target, headers: signedHeaders(service, headers) };
    const routing = routeRequest(head);
    const settled = routing.outcome === 'body' ? routing.withBody(typeof body === 'string' ? Buffer.from(body) : body) : routing;
    expect(settled).toMatchObject({ outcome: 'unroutable', code });
  });

  it('a body that is larger than may be read', () => {
    const routing = routeRequest({ method: 'POST', target: '/', headers: signedHeaders('dynamodb', [json, getItem]) }, { bodyLimit: 100 });
    if (routing.outcome !== 'body') throw new Error('the body is needed');
    expect(routing.limit).toBe(100);
    expect(routing.withBody(new Uint8Array(101))).toMatchObject({ outcome: 'unroutable', code: 'tooLarge' });
  });

  it('a key with dot segments, where what stands behind the gate normalises paths', () => {
    const head = { method: 'GET', target: '/photos/a/../b', headers: signedHeaders('s3', []) };
    expect(routeRequest(head, { dotSegments: 'refuse' })).toMatchObject({ outcome: 'unroutable', code: 'ambiguous' });
  });
});
