import { CreateTableCommand, DynamoDBClient, PutResourcePolicyCommand as PutTablePolicyCommand } from '@aws-sdk/client-dynamodb';
import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRepositoryCommand, ECRClient, SetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { CreateEventBusCommand, EventBridgeClient, PutPermissionCommand } from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { AddTagsToStreamCommand, CreateStreamCommand, KinesisClient, PutResourcePolicyCommand as PutStreamPolicyCommand } from '@aws-sdk/client-kinesis';
import { CreateAliasCommand, CreateGrantCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, PutBucketPolicyCommand, PutBucketTaggingCommand, PutObjectCommand, PutPublicAccessBlockCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, PutResourcePolicyCommand as PutSecretPolicyCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Snapshot } from '../../packages/server/src/directory/snapshot.ts';
import { AskedTags } from '../../packages/server/src/gateway/asked-tags.ts';
import { Upstreams } from '../../packages/server/src/gateway/forwarding/upstreams.ts';
import { readUpstreams } from '../../packages/server/src/gateway/reading/upstream-reader.ts';
import { SqliteStore } from '../../packages/server/src/store/sqlite-store.ts';
import { hasMoto, startMoto } from './real-upstreams/moto.ts';
import type { RealUpstream } from './real-upstreams/real-upstream.ts';

/** Whose moto's resources are here, and what moto takes for its account. */
const [account, motos] = ['111122223333', '123456789012'];
const region = 'eu-west-1';
const arn = (service: string, resource: string, of = account): string => `arn:aws:${service}:${region}:${of}:${resource}`;
const policy = (action: string, resource: string): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'x', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: action, Resource: resource }] });
const Tags = [{ Key: 'team', Value: 'blue' }];
const blue = { team: 'blue' };
/** A zip file without entries. */
const emptyZip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

let moto: RealUpstream | undefined;
let vpc = '';
let keyId = '';

async function fill(endpoint: string): Promise<void> {
  const settings = { endpoint, region, credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' }, maxAttempts: 1 };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'photos', CreateBucketConfiguration: { LocationConstraint: region } }));
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'photos', Policy: policy('s3:GetObject', 'arn:aws:s3:::photos/*') }));
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'photos', Tagging: { TagSet: Tags } }));
  await s3.send(new PutPublicAccessBlockCommand({ Bucket: 'photos', PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true } }));
  await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a b/cat.jpg', Body: 'x', Tagging: 'team=blue' }));
  await new SQSClient(settings).send(new CreateQueueCommand({ QueueName: 'jobs', tags: blue, Attributes: { Policy: policy('sqs:SendMessage', arn('sqs', 'jobs', motos)) } }));
  const sns = new SNSClient(settings);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news', Tags }));
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: 'Policy', AttributeValue: policy('sns:Publish', TopicArn ?? '') }));
  const kms = new KMSClient(settings);
  keyId = (await kms.send(new CreateKeyCommand({ Tags: [{ TagKey: 'team', TagValue: 'blue' }] }))).KeyMetadata?.KeyId ?? '';
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/app', TargetKeyId: keyId }));
  await kms.send(new CreateGrantCommand({ KeyId: keyId, GranteePrincipal: `arn:aws:iam::${motos}:role/app`, Operations: ['Decrypt'], Constraints: { EncryptionContextSubset: { a: 'b' } } }));
  const secrets = new SecretsManagerClient(settings);
  await secrets.send(new CreateSecretCommand({ Name: 'db', SecretString: 'x', Tags }));
  await secrets.send(new PutSecretPolicyCommand({ SecretId: 'db', ResourcePolicy: policy('secretsmanager:GetSecretValue', '*') }));
  const ecr = new ECRClient(settings);
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app', tags: Tags }));
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName: 'app', policyText: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }] }) }));
  const dynamodb = new DynamoDBClient(settings);
  await dynamodb.send(
    new CreateTableCommand({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, { AttributeName: 'who', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [{ IndexName: 'byWho', KeySchema: [{ AttributeName: 'who', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
      BillingMode: 'PAY_PER_REQUEST',
      Tags,
    }),
  );
  await dynamodb.send(new PutTablePolicyCommand({ ResourceArn: arn('dynamodb', 'table/orders', motos), Policy: policy('dynamodb:GetItem', arn('dynamodb', 'table/orders', motos)) }));
  const events = new EventBridgeClient(settings);
  await events.send(new CreateEventBusCommand({ Name: 'app', Tags }));
  await events.send(new PutPermissionCommand({ EventBusName: 'app', Action: 'events:PutEvents', Principal: '444455556666', StatementId: 's' }));
  // By itself it would speak HTTP/2.
  const kinesis = new KinesisClient({ ...settings, requestHandler: s3.config.requestHandler });
  await kinesis.send(new CreateStreamCommand({ StreamName: 'clicks', ShardCount: 1 }));
  await kinesis.send(new AddTagsToStreamCommand({ StreamName: 'clicks', Tags: blue }));
  await kinesis.send(new PutStreamPolicyCommand({ ResourceARN: arn('kinesis', 'stream/clicks', motos), Policy: policy('kinesis:GetRecords', arn('kinesis', 'stream/clicks', motos)) }));
  await new CloudWatchLogsClient(settings).send(new CreateLogGroupCommand({ logGroupName: '/app/log', tags: blue }));
  await new SSMClient(settings).send(new PutParameterCommand({ Name: '/app/db', Value: 'x', Type: 'String', Tags }));
  const { Role } = await new IAMClient(settings).send(new CreateRoleCommand({ RoleName: 'fn', AssumeRolePolicyDocument: policy('sts:AssumeRole', '*') }));
  const lambda = new LambdaClient(settings);
  await lambda.send(new CreateFunctionCommand({ FunctionName: 'fn', Runtime: 'nodejs22.x', Role: Role?.Arn, Handler: 'i.x', Code: { ZipFile: emptyZip }, Tags: blue }));
  await lambda.send(new AddPermissionCommand({ FunctionName: 'fn', StatementId: 's', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' }));
  vpc = (await new EC2Client(settings).send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags }] }))).Vpc?.VpcId ?? '';
}

beforeAll(async () => {
  if (!hasMoto) return;
  moto = await startMoto();
  await fill(moto.url);
}, 120_000);
afterAll(() => moto?.close());

describe('moto, asked by the gate', () => {
  it.runIf(hasMoto)('tells of all its resources, which are of the account that they are said to be of (needs moto)', { timeout: 60_000 }, async () => {
    const store = await SqliteStore.inMemory();
    const snapshot = await Snapshot.load(store.reader, store.revision);
    store.onCommit((changes) => snapshot.apply(store.reader, changes));
    const upstreams = new Upstreams({ '*': { url: moto?.url ?? '', read: { regions: [region], timeout: 30_000 } } }, account);
    const lines: string[] = [];
    await readUpstreams({ upstreams, store, snapshot, account, now: () => new Date(), report: (line) => void lines.push(line) });
    upstreams.close();
    await store.close();
    expect(lines).toEqual([]);
    const known = (id: string) => snapshot.find('resource', id);
    const secret = [...snapshot.resources()].find(({ id }) => id.includes(':secret:db-'))?.id ?? '';
    for (const id of ['arn:aws:s3:::photos', arn('sqs', 'jobs'), arn('sns', 'news'), arn('kms', `key/${keyId}`), secret, arn('ecr', 'repository/app'), arn('dynamodb', 'table/orders'), arn('kinesis', 'stream/clicks'), arn('events', 'event-bus/app'), arn('lambda', 'function:fn')]) {
      expect(known(id), id).toMatchObject({ account, policy: { text: expect.stringContaining('"Allow"') as string }, tags: blue });
      expect(known(id)?.policy?.text).not.toContain(motos);
    }
    expect(known('arn:aws:s3:::photos')?.publicAccess).toEqual({ blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true });
    expect(known(arn('kms', 'alias/app'))?.target).toBe(arn('kms', `key/${keyId}`));
    expect(known(arn('kms', `key/${keyId}`))?.grants).toMatchObject([{ grantee: `arn:aws:iam::${account}:role/app`, operations: ['Decrypt'], encryptionContext: { kind: 'subset', pairs: { a: 'b' } } }]);
    expect([known(arn('dynamodb', 'table/orders')), known(arn('dynamodb', 'table/orders/index/byWho'))]).toMatchObject([{ partitionKey: 'id' }, { partitionKey: 'who' }]);
    for (const id of [arn('logs', 'log-group:/app/log'), arn('ssm', 'parameter/app/db')]) expect(known(id)).toMatchObject({ account, policy: undefined, tags: blue });
  });

  it.runIf(hasMoto)('tells the tags of its resources under the names that they have here (needs moto)', { timeout: 60_000 }, async () => {
    const upstreams = new Upstreams({ '*': { url: moto?.url ?? '' } }, account);
    const asked = new AskedTags(upstreams, () => new Date());
    const resources = ['arn:aws:s3:::photos', 'arn:aws:s3:::photos/a b/cat.jpg', arn('sqs', 'jobs'), arn('sns', 'news'), arn('kms', `key/${keyId}`), arn('secretsmanager', 'secret:db-??????'), arn('ecr', 'repository/app'), arn('dynamodb', 'table/orders/index/byWho'), arn('kinesis', 'stream/clicks'), arn('events', 'event-bus/app'), arn('lambda', 'function:fn'), arn('logs', 'log-group:/app/log:log-stream:s'), arn('ssm', 'parameter/app/db'), arn('ec2', `vpc/${vpc}`)];
    for (const resource of resources) expect(await asked.of(resource, region, account, undefined), resource).toEqual(blue);
    for (const resource of ['arn:aws:s3:::photos/none', arn('dynamodb', 'table/none')]) expect(await asked.of(resource, region, account, undefined), resource).toEqual({});
    upstreams.close();
  });
});
