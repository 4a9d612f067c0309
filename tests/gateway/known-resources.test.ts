import { CreateUserCommand, CreateAccessKeyCommand, IAMClient, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CopyObjectCommand, CreateBucketCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../../packages/server/src/server.ts';
import type { RunningServer } from '../../packages/server/src/server.ts';
import { startUpstream } from './upstream-server.ts';
import type { Received, UpstreamServer } from './upstream-server.ts';

const [own, other] = ['123456789012', '210987654321'];
const settings = (url: string, id: string, secret: string) => ({ endpoint: url, region: 'eu-west-1', credentials: { accessKeyId: id, secretAccessKey: secret }, maxAttempts: 1, forcePathStyle: true });
const noSuchKey = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';

describe('what the gate knows and asks of resources', () => {
  let upstream: UpstreamServer;
  let server: RunningServer;
  let asked: string[];
  let faults: string[];
  beforeEach(async () => {
    [asked, faults] = [[], []];
    upstream = await startUpstream(({ method, target, headers, body }: Received, response) => {
      const url = new URL(target, 'http://upstream');
      if (url.searchParams.has('tagging') && url.pathname.endsWith('grey.txt')) return response.writeHead(500).end();
      if (method === 'GET' && url.searchParams.has('tagging')) {
        asked.push(url.searchParams.has('versionId') ? `${url.pathname}?tagging&versionId=${url.searchParams.get('versionId') ?? ''}` : url.pathname);
        const team = url.pathname.endsWith('blue.txt') ? '<Tag><Key>team</Key><Value>blue</Value></Tag>' : '';
        return response.end(`<Tagging><TagSet>${team}</TagSet></Tagging>`);
      }
      const call = String(headers['x-amz-target'] ?? '').split('.')[1];
      const json = (status: number, answer: object) => response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
      const xml = (status: number, answer: string) => response.writeHead(status, { 'content-type': 'text/xml' }).end(answer);
      const text = body.toString();
      if (call === 'CreateKey') return json(200, { KeyMetadata: { KeyId: 'k1', Arn: `arn:aws:kms:eu-west-1:${own}:key/k1` } });
      if (call === 'GetQueueUrl') return text.includes('there') ? json(200, { QueueUrl: `http://q/${own}/there` }) : json(400, { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no' });
      if (call === 'CreateQueue') return json(200, { QueueUrl: `http://q/${own}/free` });
      if (call === 'DescribeClusters') return json(200, text.includes('there') ? { clusters: [{ clusterName: 'there', status: 'ACTIVE' }] } : { clusters: [], failures: [] });
      if (call === 'CreateCluster') return json(200, { cluster: { clusterName: 'free', clusterArn: `arn:aws:ecs:eu-west-1:${own}:cluster/free` } });
      if (text.includes('Action=GetTopicAttributes')) return text.includes('there') ? xml(200, '<GetTopicAttributesResponse><GetTopicAttributesResult/></GetTopicAttributesResponse>') : xml(404, '<ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>');
      if (text.includes('Action=CreateTopic')) return xml(200, `<CreateTopicResponse><CreateTopicResult><TopicArn>arn:aws:sns:eu-west-1:${own}:free</TopicArn></CreateTopicResult></CreateTopicResponse>`);
      if (method === 'HEAD' && url.pathname === '/theirs') return response.writeHead(404).end();
      if (call === 'GetShardIterator') return response.setHeader('content-type', 'application/x-amz-json-1.1').end('{"ShardIterator":"first"}');
      if (call === 'GetRecords') return response.setHeader('content-type', 'application/x-amz-json-1.1').end('{"Records":[],"NextShardIterator":"second"}');
      if (url.pathname.endsWith('missing')) return response.writeHead(404, { 'content-type': 'application/xml' }).end(method === 'HEAD' ? undefined : noSuchKey);
      if (url.pathname.startsWith('/nowhere/')) return response.writeHead(404).end(noSuchKey.replace('NoSuchKey', 'NoSuchBucket'));
      if (method === 'PUT' && url.pathname.endsWith('copy')) return response.end('<CopyObjectResult><ETag>"x"</ETag></CopyObjectResult>');
      return response.end();
    });
    server = await startServer({ port: 0, adminPort: 0, account: own, standaloneAccounts: [other], data: { kind: 'memory' }, upstreams: { '*': { url: upstream.url } }, onFault: (message) => void faults.push(message) });
  });
  afterEach(async () => {
    await server.close();
    await upstream.close();
  });
  const root = () => settings(server.url, server.rootKey.id, server.rootKey.secret ?? '');
  const otherRoot = () => settings(server.url, server.standaloneAccounts[0]?.rootKey.id ?? '', server.standaloneAccounts[0]?.rootKey.secret ?? '');
  async function keysOf(statements: readonly object[]): Promise<ReturnType<typeof settings>> {
    const iam = new IAMClient(root());
    await iam.send(new CreateUserCommand({ UserName: 'ana' }));
    await iam.send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ana' }));
    return settings(server.url, AccessKey?.AccessKeyId ?? '', AccessKey?.SecretAccessKey ?? '');
  }
  const user = async (statements: readonly object[]): Promise<S3Client> => new S3Client(await keysOf(statements));
  const allow = (action: string | string[], resource: string, condition?: object) => ({ Effect: 'Allow', Action: action, Resource: resource, ...(condition ? { Condition: condition } : {}) });

  it('a missing object is 404 for who may list the bucket, 403 for others; a missing bucket is no secret (R11.21)', async () => {
    const reader = await user([allow('s3:GetObject', '*'), allow('s3:ListBucket', 'arn:aws:s3:::listed')]);
    await expect(reader.send(new GetObjectCommand({ Bucket: 'listed', Key: 'missing' }))).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(reader.send(new GetObjectCommand({ Bucket: 'photos', Key: 'missing' }))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:iam::${own}:user/ana is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::photos" because no identity-based policy allows the s3:ListBucket action`,
    });
    await expect(reader.send(new HeadObjectCommand({ Bucket: 'photos', Key: 'missing' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    await expect(reader.send(new HeadObjectCommand({ Bucket: 'listed', Key: 'missing' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    await expect(reader.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'k' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('what nobody made through the gate is the upstream’s account’s, and another account needs its leave', async () => {
    const theirs = new S3Client(otherRoot());
    await expect(theirs.send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }))).rejects.toMatchObject({ name: 'AccessDenied', message: 'Access Denied' });
    await theirs.send(new CreateBucketCommand({ Bucket: 'theirs' }));
    await theirs.send(new PutObjectCommand({ Bucket: 'theirs', Key: 'k', Body: 'x' }));
    await expect(new S3Client(root()).send(new GetObjectCommand({ Bucket: 'theirs', Key: 'k' }))).rejects.toMatchObject({ name: 'AccessDenied' });
    await new S3Client(root()).send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }));
  });

  it('a name that the upstream has already is nobody’s to take by making it again', async () => {
    const theirs = otherRoot();
    const refused = { message: 'The name is taken by a resource of another account.' };
    await expect(new S3Client(theirs).send(new CreateBucketCommand({ Bucket: 'there' }))).rejects.toMatchObject({ name: 'BucketAlreadyExists', $metadata: { httpStatusCode: 409 } });
    await expect(new SQSClient(theirs).send(new CreateQueueCommand({ QueueName: 'there' }))).rejects.toMatchObject(refused);
    await expect(new SNSClient(theirs).send(new CreateTopicCommand({ Name: 'there' }))).rejects.toMatchObject(refused);
    await expect(new ECSClient(theirs).send(new CreateClusterCommand({ clusterName: 'there' }))).rejects.toMatchObject(refused);
    await new SQSClient(theirs).send(new CreateQueueCommand({ QueueName: 'free' }));
    await new SNSClient(theirs).send(new CreateTopicCommand({ Name: 'free' }));
    await new ECSClient(theirs).send(new CreateClusterCommand({ clusterName: 'free' }));
    await new S3Client(root()).send(new CreateBucketCommand({ Bucket: 'there' }));
    await upstream.close();
    await expect(new S3Client(theirs).send(new CreateBucketCommand({ Bucket: 'who-knows' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  });

  it('a key may be made with tags by whose own policies allow that (R11.12)', async () => {
    const tagging = `arn:aws:kms:eu-west-1:${own}:key/*`;
    const maker = new KMSClient(await keysOf([allow('kms:CreateKey', '*'), allow('kms:TagResource', tagging, { StringEquals: { 'aws:RequestTag/team': 'blue' } })]));
    const { KeyMetadata } = await maker.send(new CreateKeyCommand({ Tags: [{ TagKey: 'team', TagValue: 'blue' }] }));
    expect(KeyMetadata?.KeyId).toBe('k1');
    await expect(maker.send(new CreateKeyCommand({ Tags: [{ TagKey: 'team', TagValue: 'red' }] }))).rejects.toMatchObject({ message: expect.stringContaining('kms:TagResource') as string });
  });

  it('tags of an object are asked for where a policy depends on them, and only there', async () => {
    const reader = await user([allow('s3:GetObject', 'arn:aws:s3:::photos/*', { StringEquals: { 's3:ExistingObjectTag/team': 'blue' } }), allow('s3:GetObject', 'arn:aws:s3:::open/*')]);
    await reader.send(new GetObjectCommand({ Bucket: 'photos', Key: 'blue.txt' }));
    await expect(reader.send(new GetObjectCommand({ Bucket: 'photos', Key: 'red.txt' }))).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(asked).toEqual(['/photos/blue.txt', '/photos/red.txt']);
    await reader.send(new GetObjectCommand({ Bucket: 'open', Key: 'blue.txt' }));
    expect(asked).toHaveLength(2);
  });

  it('a copy takes rights to the tags of its source where it has any (R11.21)', async () => {
    const copier = await user([allow(['s3:GetObject', 's3:PutObject'], '*')]);
    await copier.send(new CopyObjectCommand({ Bucket: 'photos', Key: 'copy', CopySource: 'photos/red.txt' }));
    await expect(copier.send(new CopyObjectCommand({ Bucket: 'photos', Key: 'copy', CopySource: 'photos/blue.txt' }))).rejects.toMatchObject({ message: expect.stringContaining('s3:GetObjectTagging') as string });
    await copier.send(new CopyObjectCommand({ Bucket: 'photos', Key: 'copy', CopySource: 'photos/blue.txt', TaggingDirective: 'REPLACE' }));
  });

  it('a copy takes rights to the tags of its source where nobody can tell whether it has any', async () => {
    const source = { Bucket: 'photos', Key: 'copy', CopySource: 'photos/grey.txt' };
    const copier = await user([allow(['s3:GetObject', 's3:PutObject'], '*')]);
    await expect(copier.send(new CopyObjectCommand(source))).rejects.toMatchObject({ message: expect.stringContaining('s3:GetObjectTagging') as string });
    expect(faults).toHaveLength(1);
    await new S3Client(root()).send(new CopyObjectCommand(source));
  });

  it('tags are of the version that is meant: an older one that is copied over the object is asked for by its own', async () => {
    const copier = await user([allow(['s3:GetObjectVersion', 's3:PutObject'], '*')]);
    await copier.send(new CopyObjectCommand({ Bucket: 'photos', Key: 'red-copy', CopySource: 'photos/red-copy?versionId=1' }));
    expect(asked).toEqual(['/photos/red-copy?tagging&versionId=1']);
  });

  it('a denial by a tag holds where the tags cannot be had', async () => {
    const reader = await user([allow('s3:GetObject', '*'), { Effect: 'Deny', Action: 's3:GetObject', Resource: '*', Condition: { StringEquals: { 's3:ExistingObjectTag/secret': 'yes' } } }]);
    await reader.send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }));
    await upstream.close();
    await expect(reader.send(new GetObjectCommand({ Bucket: 'photos', Key: 'k' }))).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringContaining('with an explicit deny') as string });
    expect(faults).toEqual([expect.stringContaining('the tags of `arn:aws:s3:::photos/k` cannot be had from the upstream')]);
  });

  it('records of Kinesis are read by iterators of a stream that may be read, and by no others', async () => {
    // Its own handler speaks HTTP/2.
    const kinesis = new KinesisClient({ ...(await keysOf([allow('kinesis:Get*', `arn:aws:kinesis:eu-west-1:${own}:stream/clicks`)])), requestHandler: new IAMClient(root()).config.requestHandler });
    const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand({ StreamName: 'clicks', ShardId: 'shardId-000000000000', ShardIteratorType: 'LATEST' }));
    const { NextShardIterator } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    await kinesis.send(new GetRecordsCommand({ ShardIterator: NextShardIterator }));
    await expect(kinesis.send(new GetRecordsCommand({ ShardIterator: 'another' }))).rejects.toMatchObject({ message: expect.stringContaining('has no usable `StreamARN`') as string });
  });
});
