import * as cdk from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import * as ours from '@assent/grants';

export const account = '123456789012';
export const region = 'eu-central-1';
const regional = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;

/** One resource, made with CDK and with us, and the grant methods that are called on both with the same arguments. */
export interface ParityCase {
  readonly name: string;
  readonly cdk: (stack: cdk.Stack, id: string) => object;
  readonly ours: (stack: ours.Stack) => object;
  /** Arguments behind the grantee; by method. */
  readonly methods: Readonly<Record<string, readonly unknown[]>>;
}

/** Where we differ from CDK, and why: `resource.method`. Told to users in docs/grants.md. */
export const differences: Readonly<Record<string, string>> = {
  'StateMachine.grantRedriveExecution': 'CDK names the state machine with `:*`, which no execution has; we name the executions too, on which AWS authorizes the call',
};

const key = (stack: ours.Stack): ours.Key => new ours.Key(stack, 'k-1');
const cdkKey = (stack: cdk.Stack, id: string) => cdk.aws_kms.Key.fromKeyArn(stack, `${id}Key`, regional('kms', 'key/k-1'));

export const cases: readonly ParityCase[] = [
  {
    name: 'Table',
    cdk: (stack, id) => cdk.aws_dynamodb.Table.fromTableAttributes(stack, id, { tableArn: regional('dynamodb', 'table/Orders'), globalIndexes: ['a'], tableStreamArn: regional('dynamodb', 'table/Orders/stream/*'), encryptionKey: cdkKey(stack, id) }),
    ours: (stack) => new ours.Table(stack, 'Orders', { indexes: true, stream: '*', encryptionKey: key(stack) }),
    methods: { grantReadData: [], grantWriteData: [], grantReadWriteData: [], grantFullAccess: [], grantStreamRead: [], grantTableListStreams: [], grantStream: ['dynamodb:GetRecords'], grant: ['dynamodb:GetItem'] },
  },
  {
    name: 'Bucket',
    cdk: (stack, id) => cdk.aws_s3.Bucket.fromBucketAttributes(stack, id, { bucketArn: 'arn:aws:s3:::pictures', encryptionKey: cdkKey(stack, id) }),
    ours: (stack) => new ours.Bucket(stack, 'pictures', { encryptionKey: key(stack) }),
    methods: { grantRead: ['a/*'], grantWrite: [], grantReadWrite: ['a/*'], grantPut: [], grantPutAcl: [], grantDelete: [] },
  },
  {
    name: 'Queue',
    cdk: (stack, id) => cdk.aws_sqs.Queue.fromQueueAttributes(stack, id, { queueArn: regional('sqs', 'q'), keyArn: regional('kms', 'key/k-1') }),
    ours: (stack) => new ours.Queue(stack, 'q', { encryptionKey: key(stack) }),
    methods: { grantSendMessages: [], grantConsumeMessages: [], grantPurge: [], grant: ['sqs:ListQueueTags'] },
  },
  { name: 'Topic', cdk: (stack, id) => cdk.aws_sns.Topic.fromTopicArn(stack, id, regional('sns', 't')), ours: (stack) => new ours.Topic(stack, 't'), methods: { grantPublish: [], grantSubscribe: [] } },
  { name: 'Secret', cdk: (stack, id) => cdk.aws_secretsmanager.Secret.fromSecretCompleteArn(stack, id, regional('secretsmanager', 'secret:s-AbCdEf')), ours: (stack) => new ours.Secret(stack, 's', { suffix: 'AbCdEf' }), methods: { grantRead: [['AWSCURRENT']], grantWrite: [] } },
  {
    name: 'Key',
    cdk: (stack, id) => cdkKey(stack, id),
    ours: key,
    methods: { grantEncrypt: [], grantDecrypt: [], grantEncryptDecrypt: [], grantSign: [], grantVerify: [], grantSignVerify: [], grantGenerateMac: [], grantVerifyMac: [], grant: ['kms:DescribeKey'] },
  },
  {
    name: 'Key, administered',
    cdk: (stack, id) => ({ grantAdmin: (grantee: IGrantable) => cdk.aws_kms.KeyGrants.fromKey(cdkKey(stack, id)).admin(grantee) }),
    ours: key,
    methods: { grantAdmin: [] },
  },
  { name: 'Parameter', cdk: (stack, id) => cdk.aws_ssm.StringParameter.fromStringParameterName(stack, id, '/a/b'), ours: (stack) => new ours.Parameter(stack, '/a/b'), methods: { grantRead: [], grantWrite: [] } },
  { name: 'LogGroup', cdk: (stack, id) => cdk.aws_logs.LogGroup.fromLogGroupName(stack, id, 'g'), ours: (stack) => new ours.LogGroup(stack, 'g'), methods: { grantRead: [], grantWrite: [], grant: ['logs:GetLogEvents'] } },
  { name: 'Repository', cdk: (stack, id) => cdk.aws_ecr.Repository.fromRepositoryName(stack, id, 'r'), ours: (stack) => new ours.Repository(stack, 'r'), methods: { grantRead: [], grantPull: [], grantPush: [], grantPullPush: [], grant: ['ecr:ListImages'] } },
  {
    name: 'LambdaFunction',
    cdk: (stack, id) => cdk.aws_lambda.Function.fromFunctionAttributes(stack, id, { functionArn: regional('lambda', 'function:f'), sameEnvironment: true }),
    ours: (stack) => new ours.LambdaFunction(stack, 'f'),
    methods: { grantInvoke: [], grantInvokeUrl: [] },
  },
  {
    name: 'StateMachine',
    cdk: (stack, id) => cdk.aws_stepfunctions.StateMachine.fromStateMachineName(stack, id, 'm'),
    ours: (stack) => new ours.StateMachine(stack, 'm'),
    methods: { grantStartExecution: [], grantStartSyncExecution: [], grantRead: [], grantTaskResponse: [], grantExecution: ['states:StopExecution'], grantRedriveExecution: [], grant: ['states:DescribeStateMachine'] },
  },
  { name: 'EventBus', cdk: (stack, id) => cdk.aws_events.EventBus.fromEventBusName(stack, id, 'b'), ours: (stack) => new ours.EventBus(stack, 'b'), methods: { grantPutEventsTo: [] } },
  { name: 'Stream', cdk: (stack, id) => cdk.aws_kinesis.Stream.fromStreamAttributes(stack, id, { streamArn: regional('kinesis', 'stream/s'), encryptionKey: cdkKey(stack, id) }), ours: (stack) => new ours.Stream(stack, 's', { encryptionKey: key(stack) }), methods: { grantRead: [], grantWrite: [], grantReadWrite: [], grant: ['kinesis:ListShards'] } },
  { name: 'DeliveryStream', cdk: (stack, id) => cdk.aws_kinesisfirehose.DeliveryStream.fromDeliveryStreamName(stack, id, 'd'), ours: (stack) => new ours.DeliveryStream(stack, 'd'), methods: { grantPutRecords: [], grant: ['firehose:DescribeDeliveryStream'] } },
  { name: 'FileSystem', cdk: (stack, id) => cdk.aws_efs.FileSystem.fromFileSystemAttributes(stack, id, { fileSystemId: 'fs-1', securityGroup: cdk.aws_ec2.SecurityGroup.fromSecurityGroupId(stack, `${id}Sg`, 'sg-1') }), ours: (stack) => new ours.FileSystem(stack, 'fs-1'), methods: { grantRead: [], grantReadWrite: [], grantRootAccess: [] } },
  { name: 'CodeRepository', cdk: (stack, id) => cdk.aws_codecommit.Repository.fromRepositoryName(stack, id, 'r'), ours: (stack) => new ours.CodeRepository(stack, 'r'), methods: { grantPull: [], grantPullPush: [], grantRead: [] } },
  { name: 'UserPool', cdk: (stack, id) => cdk.aws_cognito.UserPool.fromUserPoolId(stack, id, 'eu_1'), ours: (stack) => new ours.UserPool(stack, 'eu_1'), methods: { grant: ['cognito-idp:ListUsers'] } },
  { name: 'Distribution', cdk: (stack, id) => cdk.aws_cloudfront.Distribution.fromDistributionAttributes(stack, id, { distributionId: 'E1', domainName: 'd' }), ours: (stack) => new ours.Distribution(stack, 'E1'), methods: { grantCreateInvalidation: [] } },
  { name: 'EmailIdentity', cdk: (stack, id) => cdk.aws_ses.EmailIdentity.fromEmailIdentityName(stack, id, 'x.org'), ours: (stack) => new ours.EmailIdentity(stack, 'x.org'), methods: { grantSendEmail: [] } },
  { name: 'BackupVault', cdk: (stack, id) => cdk.aws_backup.BackupVault.fromBackupVaultName(stack, id, 'v'), ours: (stack) => new ours.BackupVault(stack, 'v'), methods: { grant: ['backup:StartBackupJob'] } },
  { name: 'ProfilingGroup', cdk: (stack, id) => cdk.aws_codeguruprofiler.ProfilingGroup.fromProfilingGroupName(stack, id, 'p'), ours: (stack) => new ours.ProfilingGroup(stack, 'p'), methods: { grantPublish: [], grantRead: [] } },
  { name: 'Domain', cdk: (stack, id) => cdk.aws_opensearchservice.Domain.fromDomainAttributes(stack, id, { domainArn: regional('es', 'domain/d'), domainEndpoint: 'https://search-d-x.eu-central-1.es.amazonaws.com' }), ours: (stack) => new ours.Domain(stack, 'd'), methods: { grantRead: [], grantWrite: [], grantReadWrite: [] } },
  { name: 'HostedZone', cdk: (stack, id) => cdk.aws_route53.HostedZone.fromHostedZoneId(stack, id, 'Z1'), ours: (stack) => new ours.HostedZone(stack, 'Z1'), methods: { grantDelegation: [] } },
  { name: 'ScheduleGroup', cdk: (stack, id) => cdk.aws_scheduler.ScheduleGroup.fromScheduleGroupName(stack, id, 'g'), ours: (stack) => new ours.ScheduleGroup(stack, 'g'), methods: { grantReadSchedules: [], grantWriteSchedules: [], grantDeleteSchedules: [] } },
];
