import type { Grant } from '../grant/grant.ts';
import type { Grantee } from '../grantees/principal.ts';
import { BackupVault } from '../resources/backup-vault.ts';
import { Bucket } from '../resources/bucket.ts';
import { Cluster } from '../resources/cluster.ts';
import { CodeRepository, ProfilingGroup } from '../resources/code-services.ts';
import { DeliveryStream } from '../resources/delivery-stream.ts';
import { Distribution } from '../resources/distribution.ts';
import { EmailIdentity } from '../resources/email-identity.ts';
import { EventBus } from '../resources/event-bus.ts';
import { FileSystem } from '../resources/file-system.ts';
import { HostedZone } from '../resources/hosted-zone.ts';
import { Key } from '../resources/key.ts';
import { LambdaFunction } from '../resources/lambda-function.ts';
import { LogGroup } from '../resources/log-group.ts';
import { Parameter } from '../resources/parameter.ts';
import { Queue } from '../resources/queue.ts';
import { Repository } from '../resources/repository.ts';
import type { Resource } from '../resources/resource.ts';
import { ScheduleGroup } from '../resources/schedule-group.ts';
import { Domain } from '../resources/search-domain.ts';
import { Secret } from '../resources/secret.ts';
import { Activity, StateMachine } from '../resources/state-machine.ts';
import { Stream } from '../resources/stream.ts';
import { Table } from '../resources/table.ts';
import { Topic } from '../resources/topic.ts';
import { UserPool } from '../resources/user-pool.ts';
import type { Stack } from '../stack.ts';
import { secretSuffix, streamLabel } from './physical-arn.ts';

/** What makes one of our resources of a resource of CloudFormation. */
type Maker<R extends Resource> = (stack: Stack, name: string, has: (property: string) => boolean) => R;

/** A grant by name. */
type Granting = (grantee: Grantee) => Pick<Grant, 'success'>;

/** The grants that a resource has by name, and that ask for a grantee alone. */
type GrantName<R> = { [K in keyof R]: R[K] extends Granting ? K : never }[keyof R] & string;

/** A type of CloudFormation whose grants are known. */
export interface KnownType {
  readonly methods: readonly string[];
  /** Makes the resource; what comes back grants by the name of a method. */
  readonly make: (...args: Parameters<Maker<Resource>>) => { readonly resource: Resource; readonly grant: (method: string, grantee: Grantee) => void };
}

function known<R extends Resource>(maker: Maker<R>, ...methods: readonly GrantName<R>[]): KnownType {
  return {
    methods,
    make(stack, name, has) {
      const resource = maker(stack, name, has);
      const grants = resource as R & Readonly<Record<GrantName<R>, Granting>>;
      return {
        resource,
        grant(method, grantee) {
          const found = methods.find((one) => one === method);
          if (found !== undefined) grants[found](grantee);
        },
      };
    },
  };
}

const table: Maker<Table> = (stack, name, has) =>
  new Table(stack, name, { indexes: has('globalSecondaryIndexes') || has('localSecondaryIndexes'), ...(has('streamSpecification') ? { stream: streamLabel } : {}) });
const tableMethods = ['grantReadData', 'grantWriteData', 'grantReadWriteData', 'grantFullAccess'] as const;
const domainMethods = ['grantRead', 'grantWrite', 'grantReadWrite'] as const;

const types: Readonly<Record<string, KnownType>> = {
  'AWS::Backup::BackupVault': known<BackupVault>((stack, name) => new BackupVault(stack, name)),
  'AWS::CloudFront::Distribution': known<Distribution>((stack, name) => new Distribution(stack, name), 'grantCreateInvalidation'),
  'AWS::CodeCommit::Repository': known<CodeRepository>((stack, name) => new CodeRepository(stack, name), 'grantPull', 'grantPullPush', 'grantRead'),
  'AWS::CodeGuruProfiler::ProfilingGroup': known<ProfilingGroup>((stack, name) => new ProfilingGroup(stack, name), 'grantPublish', 'grantRead'),
  'AWS::Cognito::UserPool': known<UserPool>((stack, name) => new UserPool(stack, name)),
  'AWS::DynamoDB::GlobalTable': known<Table>(table, ...tableMethods),
  'AWS::DynamoDB::Table': known<Table>(table, ...tableMethods),
  'AWS::ECR::Repository': known<Repository>((stack, name) => new Repository(stack, name), 'grantRead', 'grantPull', 'grantPush', 'grantPullPush'),
  'AWS::ECS::Cluster': known<Cluster>((stack, name) => new Cluster(stack, name), 'grantTaskProtection'),
  'AWS::EFS::FileSystem': known<FileSystem>((stack, name) => new FileSystem(stack, name), 'grantRead', 'grantReadWrite', 'grantRootAccess'),
  'AWS::Elasticsearch::Domain': known<Domain>((stack, name) => new Domain(stack, name), ...domainMethods),
  'AWS::Events::EventBus': known<EventBus>((stack, name) => new EventBus(stack, name), 'grantPutEventsTo'),
  'AWS::KMS::Key': known<Key>((stack, name) => new Key(stack, name), 'grantEncrypt', 'grantDecrypt', 'grantEncryptDecrypt', 'grantSign', 'grantVerify', 'grantSignVerify', 'grantGenerateMac', 'grantVerifyMac', 'grantAdmin'),
  'AWS::Kinesis::Stream': known<Stream>((stack, name) => new Stream(stack, name), 'grantRead', 'grantWrite', 'grantReadWrite'),
  'AWS::KinesisFirehose::DeliveryStream': known<DeliveryStream>((stack, name) => new DeliveryStream(stack, name), 'grantPutRecords'),
  'AWS::Lambda::Function': known<LambdaFunction>((stack, name) => new LambdaFunction(stack, name), 'grantInvoke', 'grantInvokeUrl', 'grantInvokeLatestVersion'),
  'AWS::Logs::LogGroup': known<LogGroup>((stack, name) => new LogGroup(stack, name), 'grantRead', 'grantWrite'),
  'AWS::OpenSearchService::Domain': known<Domain>((stack, name) => new Domain(stack, name), ...domainMethods),
  'AWS::Route53::HostedZone': known<HostedZone>((stack, name) => new HostedZone(stack, name), 'grantDelegation'),
  'AWS::S3::Bucket': known<Bucket>((stack, name) => new Bucket(stack, name), 'grantRead', 'grantWrite', 'grantReadWrite', 'grantPut', 'grantPutAcl', 'grantDelete'),
  'AWS::SES::EmailIdentity': known<EmailIdentity>((stack, name) => new EmailIdentity(stack, name), 'grantSendEmail'),
  'AWS::SNS::Topic': known<Topic>((stack, name) => new Topic(stack, name), 'grantPublish', 'grantSubscribe'),
  'AWS::SQS::Queue': known<Queue>((stack, name) => new Queue(stack, name), 'grantSendMessages', 'grantConsumeMessages', 'grantPurge'),
  'AWS::SSM::Parameter': known<Parameter>((stack, name) => new Parameter(stack, name), 'grantRead', 'grantWrite'),
  'AWS::Scheduler::ScheduleGroup': known<ScheduleGroup>((stack, name) => new ScheduleGroup(stack, name), 'grantReadSchedules', 'grantWriteSchedules', 'grantDeleteSchedules'),
  'AWS::SecretsManager::Secret': known<Secret>((stack, name) => new Secret(stack, name, { suffix: secretSuffix }), 'grantRead', 'grantWrite'),
  'AWS::StepFunctions::Activity': known<Activity>((stack, name) => new Activity(stack, name)),
  'AWS::StepFunctions::StateMachine': known<StateMachine>((stack, name) => new StateMachine(stack, name), 'grantStartExecution', 'grantStartSyncExecution', 'grantRead', 'grantTaskResponse', 'grantRedriveExecution'),
};

export const knownTypeOf = (type: string): KnownType | undefined => (Object.hasOwn(types, type) ? types[type] : undefined);
