import { GrantError } from '../grant-error.ts';
import type { LambdaPermission } from '../output/lambda-permission.ts';
import type { PolicyTarget, PolicyTargetKind } from '../output/policy-target.ts';
import { fingerprint } from '../output/fingerprint.ts';
import { keyPolicy, topicPolicy } from './default-policy.ts';
import { readPolicy } from './policy-text.ts';
import type { PolicyObject } from './policy-text.ts';
import type { ResourceClients } from './resource-calls.ts';

/** The policy of one resource, where its service keeps it. */
export interface PolicyAccess {
  /** `undefined` where there is none, or no such resource. */
  read(): Promise<PolicyObject | undefined>;
  /** @param current what was read, and is to be replaced */
  write(next: PolicyObject | undefined, current: PolicyObject | undefined): Promise<void>;
}

interface TextAccess {
  /** The names of the errors that say that there is nothing. */
  readonly absent: readonly string[];
  read(): Promise<string | undefined>;
  put(text: string): Promise<unknown>;
  remove(): Promise<unknown>;
}

type Open = (target: PolicyTarget, clients: ResourceClients, prefix: string) => PolicyAccess;

/** Takes a client, or says which one is missing. */
function need<Name extends keyof ResourceClients>(clients: ResourceClients, name: Name, example: string, { arn }: PolicyTarget): NonNullable<ResourceClients[Name]> {
  const client = clients[name];
  if (!client) throw new GrantError('missing-client', `the policy of \`${arn}\` cannot be written without its service: give \`${name}: ${example}\` among the clients`);
  return client;
}

async function readText({ absent, read }: Pick<TextAccess, 'absent' | 'read'>): Promise<PolicyObject | undefined> {
  const text = await read().catch((error: unknown) => {
    if (error instanceof Error && absent.includes(error.name)) return undefined;
    throw error;
  });
  return text === undefined || text === '' ? undefined : readPolicy(text);
}

const isPermission = (statement: object): statement is LambdaPermission => 'StatementId' in statement && 'FunctionName' in statement;

const asPolicy = ({ absent, read, put, remove }: TextAccess): PolicyAccess => ({
  read: () => readText({ absent, read }),
  async write(next) {
    await (next ? put(JSON.stringify(next)) : remove());
  },
});

const opens: Readonly<Record<PolicyTargetKind, Open>> = {
  s3(target, clients) {
    const s3 = need(clients, 's3', 'new S3({ … })', target);
    const Bucket = target.name;
    return asPolicy({
      absent: ['NoSuchBucketPolicy', 'NoSuchBucket'],
      read: async () => (await s3.getBucketPolicy({ Bucket })).Policy,
      put: (Policy) => s3.putBucketPolicy({ Bucket, Policy }),
      remove: () => s3.deleteBucketPolicy({ Bucket }),
    });
  },
  sqs(target, clients) {
    const sqs = need(clients, 'sqs', 'new SQS({ … })', target);
    const url = async (): Promise<string> => (await sqs.getQueueUrl({ QueueName: target.name, QueueOwnerAWSAccountId: target.account })).QueueUrl ?? '';
    const put = async (Policy: string): Promise<unknown> => sqs.setQueueAttributes({ QueueUrl: await url(), Attributes: { Policy } });
    return asPolicy({
      absent: ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
      read: async () => (await sqs.getQueueAttributes({ QueueUrl: await url(), AttributeNames: ['Policy'] })).Attributes?.['Policy'],
      put,
      remove: () => put(''),
    });
  },
  sns(target, clients) {
    const sns = need(clients, 'sns', 'new SNS({ … })', target);
    const put = (text: string): Promise<unknown> => sns.setTopicAttributes({ TopicArn: target.arn, AttributeName: 'Policy', AttributeValue: text });
    return asPolicy({
      absent: ['NotFoundException', 'NotFound'],
      read: async () => (await sns.getTopicAttributes({ TopicArn: target.arn })).Attributes?.['Policy'],
      put,
      // A topic is never without a policy.
      remove: () => put(JSON.stringify(topicPolicy(target))),
    });
  },
  kms(target, clients) {
    const kms = need(clients, 'kms', 'new KMS({ … })', target);
    const at = { KeyId: target.arn, PolicyName: 'default' };
    const put = (Policy: string): Promise<unknown> => kms.putKeyPolicy({ ...at, Policy });
    return asPolicy({
      absent: ['NotFoundException'],
      read: async () => (await kms.getKeyPolicy(at)).Policy,
      put,
      // A key without a policy could be used and managed by nobody.
      remove: () => put(JSON.stringify(keyPolicy(target))),
    });
  },
  secretsmanager(target, clients) {
    const secrets = need(clients, 'secretsManager', 'new SecretsManager({ … })', target);
    const SecretId = target.name;
    return asPolicy({
      absent: ['ResourceNotFoundException'],
      read: async () => (await secrets.getResourcePolicy({ SecretId })).ResourcePolicy,
      put: (ResourcePolicy) => secrets.putResourcePolicy({ SecretId, ResourcePolicy, BlockPublicPolicy: true }),
      remove: () => secrets.deleteResourcePolicy({ SecretId }),
    });
  },
  dynamodb(target, clients) {
    const dynamodb = need(clients, 'dynamodb', 'new DynamoDB({ … })', target);
    const ResourceArn = target.arn;
    return asPolicy({
      absent: ['PolicyNotFoundException', 'ResourceNotFoundException'],
      read: async () => (await dynamodb.getResourcePolicy({ ResourceArn })).Policy,
      put: (Policy) => dynamodb.putResourcePolicy({ ResourceArn, Policy }),
      remove: () => dynamodb.deleteResourcePolicy({ ResourceArn }),
    });
  },
  events(target, clients) {
    const events = need(clients, 'eventBridge', 'new EventBridge({ … })', target);
    return asPolicy({
      absent: ['ResourceNotFoundException'],
      read: async () => (await events.describeEventBus({ Name: target.name })).Policy,
      put: (Policy) => events.putPermission({ EventBusName: target.name, Policy }),
      remove: () => events.removePermission({ EventBusName: target.name, RemoveAllPermissions: true }),
    });
  },
  kinesis(target, clients) {
    const kinesis = need(clients, 'kinesis', 'new Kinesis({ … })', target);
    const ResourceARN = target.arn;
    return asPolicy({
      absent: ['ResourceNotFoundException'],
      read: async () => (await kinesis.getResourcePolicy({ ResourceARN })).Policy,
      put: (Policy) => kinesis.putResourcePolicy({ ResourceARN, Policy }),
      remove: () => kinesis.deleteResourcePolicy({ ResourceARN }),
    });
  },
  ecr(target, clients) {
    const ecr = need(clients, 'ecr', 'new ECR({ … })', target);
    const repositoryName = target.name;
    return asPolicy({
      absent: ['RepositoryPolicyNotFoundException', 'RepositoryNotFoundException'],
      read: async () => (await ecr.getRepositoryPolicy({ repositoryName })).policyText,
      put: (policyText) => ecr.setRepositoryPolicy({ repositoryName, policyText }),
      remove: () => ecr.deleteRepositoryPolicy({ repositoryName }),
    });
  },
  elasticfilesystem(target, clients) {
    const efs = need(clients, 'efs', 'new EFS({ … })', target);
    const FileSystemId = target.name;
    return asPolicy({
      absent: ['PolicyNotFound', 'FileSystemNotFound'],
      read: async () => (await efs.describeFileSystemPolicy({ FileSystemId })).Policy,
      put: (Policy) => efs.putFileSystemPolicy({ FileSystemId, Policy }),
      remove: () => efs.deleteFileSystemPolicy({ FileSystemId }),
    });
  },
  es(target, clients) {
    const search = need(clients, 'openSearch', 'new OpenSearch({ … })', target);
    const DomainName = target.name;
    const put = (AccessPolicies: string): Promise<unknown> => search.updateDomainConfig({ DomainName, AccessPolicies });
    return asPolicy({
      absent: ['ResourceNotFoundException'],
      read: async () => (await search.describeDomainConfig({ DomainName })).DomainConfig?.AccessPolicies?.Options,
      put,
      remove: () => put(''),
    });
  },
  backup(target, clients) {
    const backup = need(clients, 'backup', 'new Backup({ … })', target);
    const BackupVaultName = target.name;
    return asPolicy({
      absent: ['ResourceNotFoundException'],
      read: async () => (await backup.getBackupVaultAccessPolicy({ BackupVaultName })).Policy,
      put: (Policy) => backup.putBackupVaultAccessPolicy({ BackupVaultName, Policy }),
      remove: () => backup.deleteBackupVaultAccessPolicy({ BackupVaultName }),
    });
  },
  logs(target, clients, prefix) {
    const logs = need(clients, 'logs', 'new CloudWatchLogs({ … })', target);
    // These policies are the account's, by names: this one is the stack's for the one group.
    const policyName = `${prefix}${fingerprint(target.arn)}`;
    return asPolicy({
      absent: [],
      async read() {
        let nextToken: string | undefined;
        do {
          const page = await logs.describeResourcePolicies(nextToken === undefined ? {} : { nextToken });
          const found = page.resourcePolicies?.find((policy) => policy.policyName === policyName);
          if (found) return found.policyDocument;
          nextToken = page.nextToken;
        } while (nextToken !== undefined);
        return undefined;
      },
      put: (policyDocument) => logs.putResourcePolicy({ policyName, policyDocument }),
      remove: () => logs.deleteResourcePolicy({ policyName }),
    });
  },
  'execute-api'(target, clients) {
    const gateway = need(clients, 'apiGateway', 'new APIGateway({ … })', target);
    const put = (value: string): Promise<unknown> => gateway.updateRestApi({ restApiId: target.name, patchOperations: [{ op: 'replace', path: '/policy', value }] });
    return asPolicy({
      absent: ['NotFoundException'],
      async read() {
        const text = (await gateway.getRestApi({ restApiId: target.name })).policy;
        // It comes as the inside of a JSON string, with its quotation marks escaped.
        return text?.startsWith('{\\') ? (JSON.parse(`"${text}"`) as string) : text;
      },
      put,
      remove: () => put(''),
    });
  },
  lambda(target, clients) {
    const lambda = need(clients, 'lambda', 'new Lambda({ … })', target);
    const [FunctionName = '', version] = target.name.split(':');
    const at = { FunctionName, ...(version === undefined ? {} : { Qualifier: version }) };
    return {
      read: () => readText({ absent: ['ResourceNotFoundException'], read: async () => (await lambda.getPolicy(at)).Policy }),
      async write(next, current) {
        // What is wanted of a function are permissions with their Sids; what is there already has the form of a policy.
        const [before, after] = [current, next].map((policy) => new Set(policy?.Statement.map(({ Sid }) => Sid)));
        for (const statement of next?.Statement ?? []) {
          const { Sid, ...permission } = statement;
          if (!before?.has(Sid) && isPermission(permission)) await lambda.addPermission(permission);
        }
        for (const { Sid } of current?.Statement ?? []) if (!after?.has(Sid)) await lambda.removePermission({ ...at, StatementId: String(Sid) });
      },
    };
  },
};

/** Opens the policy of a resource.
 * @param prefix of the Sids and names that are the stack's
 * @throws GrantError `missing-client` */
export const openPolicy = (target: PolicyTarget, clients: ResourceClients, prefix: string): PolicyAccess => opens[target.kind](target, clients, prefix);
