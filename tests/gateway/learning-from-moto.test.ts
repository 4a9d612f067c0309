import * as apigateway from '@aws-sdk/client-api-gateway';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecr from '@aws-sdk/client-ecr';
import * as ecs from '@aws-sdk/client-ecs';
import * as events from '@aws-sdk/client-eventbridge';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as sfn from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootKey } from '../clients/aws-clients.ts';
import { LocalServer } from '../protocol/local-server.ts';
import { hasMoto, startMoto } from './real-upstreams/moto.ts';
import type { RealUpstream } from './real-upstreams/real-upstream.ts';
import { clientOf } from './scenarios/scenario.ts';

const other = '210987654321';
const trusting = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: other }, Action: '*', Resource: '*' }] });
const Tags = [{ Key: 'team', Value: 'blue' }];

/** What moto answers is what emulators say: under the account 123456789012, whoever asks. The account 210987654321 makes, the
 * other one must not reach what it made. */
describe.runIf(hasMoto)("what is made in moto through the gate is its maker's (needs moto's server)", { timeout: 60_000 }, () => {
  let moto: RealUpstream;
  let server: LocalServer;
  beforeAll(async () => {
    moto = await startMoto();
    server = await LocalServer.start({ standaloneAccounts: [other], upstreams: { '*': { url: moto.url } } });
  });
  afterAll(async () => {
    await server.close();
    await moto.close();
    expect(server.faults).toEqual([]);
  });
  const ours = () => ({ ...clientOf(server, server.rootOf(other)), forcePathStyle: true });
  const theirs = () => ({ ...clientOf(server, rootKey), forcePathStyle: true });
  const denied = (asked: Promise<unknown>) => expect(asked).rejects.toMatchObject({ name: expect.stringMatching(/AccessDenied|AuthorizationError|UnauthorizedOperation/) as string });

  it('a bucket', async () => {
    const [mine, stranger] = [new s3.S3Client(ours()), new s3.S3Client(theirs())];
    await mine.send(new s3.CreateBucketCommand({ Bucket: 'photos' }));
    await mine.send(new s3.PutBucketTaggingCommand({ Bucket: 'photos', Tagging: { TagSet: Tags } }));
    await denied(stranger.send(new s3.GetBucketLocationCommand({ Bucket: 'photos' })));
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 's3:GetBucketLocation', Resource: 'arn:aws:s3:::photos' }] });
    await mine.send(new s3.PutBucketPolicyCommand({ Bucket: 'photos', Policy }));
    await stranger.send(new s3.GetBucketLocationCommand({ Bucket: 'photos' }));
    await mine.send(new s3.DeleteBucketCommand({ Bucket: 'photos' }));
  });

  it('a queue', async () => {
    const [mine, stranger] = [new sqs.SQSClient(ours()), new sqs.SQSClient(theirs())];
    const { QueueUrl } = await mine.send(new sqs.CreateQueueCommand({ QueueName: 'orders', tags: { team: 'blue' } }));
    await mine.send(new sqs.TagQueueCommand({ QueueUrl, Tags: { size: 'small' } }));
    await denied(stranger.send(new sqs.GetQueueAttributesCommand({ QueueUrl })));
    await mine.send(new sqs.AddPermissionCommand({ QueueUrl, Label: 'read', AWSAccountIds: ['123456789012'], Actions: ['GetQueueAttributes'] }));
    await stranger.send(new sqs.GetQueueAttributesCommand({ QueueUrl }));
    await mine.send(new sqs.DeleteQueueCommand({ QueueUrl }));
  });

  it('a topic', async () => {
    const [mine, stranger] = [new sns.SNSClient(ours()), new sns.SNSClient(theirs())];
    const { TopicArn } = await mine.send(new sns.CreateTopicCommand({ Name: 'orders', Tags }));
    await denied(stranger.send(new sns.GetTopicAttributesCommand({ TopicArn })));
    await mine.send(new sns.AddPermissionCommand({ TopicArn, Label: 'read', AWSAccountId: ['123456789012'], ActionName: ['GetTopicAttributes'] }));
    await stranger.send(new sns.GetTopicAttributesCommand({ TopicArn }));
    await mine.send(new sns.DeleteTopicCommand({ TopicArn }));
  });

  it('a key, its alias and its grants', async () => {
    const [mine, stranger] = [new kms.KMSClient(ours()), new kms.KMSClient(theirs())];
    const { KeyMetadata } = await mine.send(new kms.CreateKeyCommand({}));
    const KeyId = KeyMetadata?.KeyId ?? '';
    await mine.send(new kms.CreateAliasCommand({ AliasName: 'alias/app', TargetKeyId: KeyId }));
    await mine.send(new kms.EncryptCommand({ KeyId: 'alias/app', Plaintext: Buffer.from('x') }));
    await denied(stranger.send(new kms.DescribeKeyCommand({ KeyId: KeyMetadata?.Arn })));
    const { GrantId } = await mine.send(new kms.CreateGrantCommand({ KeyId, GranteePrincipal: 'arn:aws:iam::123456789012:root', Operations: ['DescribeKey'] }));
    await mine.send(new kms.RevokeGrantCommand({ KeyId, GrantId }));
    await mine.send(new kms.DeleteAliasCommand({ AliasName: 'alias/app' }));
  });

  it('a secret', async () => {
    const [mine, stranger] = [new secrets.SecretsManagerClient(ours()), new secrets.SecretsManagerClient(theirs())];
    await mine.send(new secrets.CreateSecretCommand({ Name: 'app/db', SecretString: 'x', Tags }));
    await denied(stranger.send(new secrets.GetSecretValueCommand({ SecretId: 'app/db' })));
    await mine.send(new secrets.PutResourcePolicyCommand({ SecretId: 'app/db', ResourcePolicy: trusting.replaceAll(other, '123456789012') }));
    await stranger.send(new secrets.GetSecretValueCommand({ SecretId: 'app/db' }));
    await mine.send(new secrets.TagResourceCommand({ SecretId: 'app/db', Tags: [{ Key: 'size', Value: 'small' }] }));
    await mine.send(new secrets.DeleteSecretCommand({ SecretId: 'app/db', ForceDeleteWithoutRecovery: true }));
  });

  it('a table', async () => {
    const [mine, stranger] = [new dynamodb.DynamoDBClient(ours()), new dynamodb.DynamoDBClient(theirs())];
    const key = (AttributeName: string) => [{ AttributeName, KeyType: 'HASH' as const }];
    const index = { IndexName: 'byDay', KeySchema: key('day'), Projection: { ProjectionType: 'ALL' as const } };
    await mine.send(new dynamodb.CreateTableCommand({ TableName: 'Orders', KeySchema: key('pk'), AttributeDefinitions: ['pk', 'day'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })), BillingMode: 'PAY_PER_REQUEST', GlobalSecondaryIndexes: [index], Tags }));
    await denied(stranger.send(new dynamodb.DescribeTableCommand({ TableName: 'Orders' })));
    const { Table } = await mine.send(new dynamodb.DescribeTableCommand({ TableName: 'Orders' }));
    const statement = { Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'dynamodb:DescribeTable', Resource: Table?.TableArn };
    await mine.send(new dynamodb.PutResourcePolicyCommand({ ResourceArn: Table?.TableArn, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }) }));
    await stranger.send(new dynamodb.DescribeTableCommand({ TableName: 'Orders' }));
    await mine.send(new dynamodb.DeleteTableCommand({ TableName: 'Orders' }));
  });

  it('a parameter', async () => {
    const [mine, stranger] = [new ssm.SSMClient(ours()), new ssm.SSMClient(theirs())];
    await mine.send(new ssm.PutParameterCommand({ Name: '/app/db', Value: 'x', Type: 'String', Tags }));
    await denied(stranger.send(new ssm.GetParameterCommand({ Name: '/app/db' })));
    await mine.send(new ssm.PutParameterCommand({ Name: '/app/db', Value: 'y', Type: 'String', Overwrite: true }));
    await mine.send(new ssm.DeleteParametersCommand({ Names: ['/app/db'] }));
  });

  it('a repository, a log group, a bus with its rules, a state machine, an API', async () => {
    const [repositories, groups, buses] = [new ecr.ECRClient(ours()), new logs.CloudWatchLogsClient(ours()), new events.EventBridgeClient(ours())];
    await repositories.send(new ecr.CreateRepositoryCommand({ repositoryName: 'app', tags: Tags }));
    await repositories.send(new ecr.SetRepositoryPolicyCommand({ repositoryName: 'app', policyText: trusting.replace('"Resource":"*"', '"Sid":"a"') }));
    await groups.send(new logs.CreateLogGroupCommand({ logGroupName: '/app/api', tags: { team: 'blue' } }));
    await denied(new logs.CloudWatchLogsClient(theirs()).send(new logs.DescribeLogStreamsCommand({ logGroupName: '/app/api' })));
    await buses.send(new events.CreateEventBusCommand({ Name: 'orders' }));
    await buses.send(new events.PutPermissionCommand({ EventBusName: 'orders', StatementId: 's', Action: 'events:PutEvents', Principal: '123456789012' }));
    await buses.send(new events.PutRuleCommand({ Name: 'r', EventBusName: 'orders', EventPattern: '{"source":["a"]}' }));
    await new events.EventBridgeClient(theirs()).send(new events.PutEventsCommand({ Entries: [{ EventBusName: 'orders', Source: 'a', DetailType: 'b', Detail: '{}' }] }));
    const { stateMachineArn } = await new sfn.SFNClient(ours()).send(new sfn.CreateStateMachineCommand({ name: 'm', roleArn: `arn:aws:iam::${other}:role/r`, definition: '{"StartAt":"a","States":{"a":{"Type":"Succeed"}}}' }));
    await denied(new sfn.SFNClient(theirs()).send(new sfn.DescribeStateMachineCommand({ stateMachineArn })));
    const { id } = await new apigateway.APIGatewayClient(ours()).send(new apigateway.CreateRestApiCommand({ name: 'api', tags: { team: 'blue' } }));
    await denied(new apigateway.APIGatewayClient(theirs()).send(new apigateway.GetRestApiCommand({ restApiId: id })));
  });

  it('a cluster with its task definitions, a stack', async () => {
    const clusters = new ecs.ECSClient(ours());
    await clusters.send(new ecs.CreateClusterCommand({ clusterName: 'c', tags: [{ key: 'team', value: 'blue' }] }));
    await denied(new ecs.ECSClient(theirs()).send(new ecs.DescribeClustersCommand({ clusters: ['c'] })));
    await clusters.send(new ecs.RegisterTaskDefinitionCommand({ family: 'web', containerDefinitions: [{ name: 'web', image: 'web', memory: 64 }] }));
    const stacks = new cloudformation.CloudFormationClient(ours());
    await stacks.send(new cloudformation.CreateStackCommand({ StackName: 'app', TemplateBody: '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}', Tags }));
    await denied(new cloudformation.CloudFormationClient(theirs()).send(new cloudformation.DescribeStacksCommand({ StackName: 'app' })));
    await stacks.send(new cloudformation.UpdateStackCommand({ StackName: 'app', TemplateBody: '{"Resources":{"Queue":{"Type":"AWS::SQS::Queue"}}}', Tags }));
  });

  it('what is made in EC2, with tags from what made it', async () => {
    const [mine, stranger] = [new ec2.EC2Client(ours()), new ec2.EC2Client(theirs())];
    const specified = (ResourceType: ec2.ResourceType) => [{ ResourceType, Tags }];
    const { Vpc } = await mine.send(new ec2.CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: specified('vpc') }));
    const VpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await mine.send(new ec2.CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
    const SubnetId = Subnet?.SubnetId ?? '';
    await mine.send(new ec2.CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web', VpcId }));
    await mine.send(new ec2.CreateInternetGatewayCommand({}));
    await mine.send(new ec2.CreateRouteTableCommand({ VpcId }));
    await mine.send(new ec2.CreateNetworkInterfaceCommand({ SubnetId }));
    const { AllocationId } = await mine.send(new ec2.AllocateAddressCommand({ Domain: 'vpc' }));
    await mine.send(new ec2.CreateNatGatewayCommand({ SubnetId, AllocationId }));
    await mine.send(new ec2.CreateKeyPairCommand({ KeyName: 'k' }));
    const { VolumeId } = await mine.send(new ec2.CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: 1 }));
    await mine.send(new ec2.CreateSnapshotCommand({ VolumeId }));
    const { Instances } = await mine.send(new ec2.RunInstancesCommand({ ImageId: 'ami-0123456789abcdef0', MinCount: 1, MaxCount: 1, SubnetId, TagSpecifications: specified('instance') }));
    const InstanceIds = Instances?.map(({ InstanceId }) => InstanceId ?? '') ?? [];
    await denied(stranger.send(new ec2.StopInstancesCommand({ InstanceIds })));
    await mine.send(new ec2.CreateTagsCommand({ Resources: InstanceIds, Tags: [{ Key: 'size', Value: 'small' }] }));
    await mine.send(new ec2.DeleteTagsCommand({ Resources: InstanceIds, Tags: [{ Key: 'size' }] }));
    await mine.send(new ec2.TerminateInstancesCommand({ InstanceIds }));
  });
});
