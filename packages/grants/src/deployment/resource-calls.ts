import type { LambdaPermission } from '../output/lambda-permission.ts';

interface PolicyText {
  readonly Policy?: string | undefined;
}
interface Attributes {
  readonly Attributes?: Readonly<Record<string, string>> | undefined;
}
interface LogPolicies {
  readonly resourcePolicies?: readonly { readonly policyName?: string | undefined; readonly policyDocument?: string | undefined }[] | undefined;
  readonly nextToken?: string | undefined;
}

/** What is needed of the services whose resources have policies. The aggregated clients of the AWS SDK are such: `new S3({ … })`
 * of `@aws-sdk/client-s3`, `new SQS({ … })` and so on. Only those have to be given whose resources' policies are written. */
export interface ResourceClients {
  readonly s3?: {
    getBucketPolicy(input: { readonly Bucket: string }): Promise<PolicyText>;
    putBucketPolicy(input: { readonly Bucket: string; readonly Policy: string }): Promise<unknown>;
    deleteBucketPolicy(input: { readonly Bucket: string }): Promise<unknown>;
  };
  readonly sqs?: {
    getQueueUrl(input: { readonly QueueName: string; readonly QueueOwnerAWSAccountId: string }): Promise<{ readonly QueueUrl?: string | undefined }>;
    getQueueAttributes(input: { readonly QueueUrl: string; readonly AttributeNames: 'Policy'[] }): Promise<Attributes>;
    setQueueAttributes(input: { readonly QueueUrl: string; readonly Attributes: { Policy: string } }): Promise<unknown>;
  };
  readonly sns?: {
    getTopicAttributes(input: { readonly TopicArn: string }): Promise<Attributes>;
    setTopicAttributes(input: { readonly TopicArn: string; readonly AttributeName: string; readonly AttributeValue: string }): Promise<unknown>;
  };
  readonly kms?: {
    getKeyPolicy(input: { readonly KeyId: string; readonly PolicyName: string }): Promise<PolicyText>;
    putKeyPolicy(input: { readonly KeyId: string; readonly PolicyName: string; readonly Policy: string }): Promise<unknown>;
  };
  readonly secretsManager?: {
    getResourcePolicy(input: { readonly SecretId: string }): Promise<{ readonly ResourcePolicy?: string | undefined }>;
    putResourcePolicy(input: { readonly SecretId: string; readonly ResourcePolicy: string; readonly BlockPublicPolicy: boolean }): Promise<unknown>;
    deleteResourcePolicy(input: { readonly SecretId: string }): Promise<unknown>;
  };
  readonly lambda?: {
    getPolicy(input: { readonly FunctionName: string; readonly Qualifier?: string }): Promise<PolicyText>;
    addPermission(input: LambdaPermission): Promise<unknown>;
    removePermission(input: { readonly FunctionName: string; readonly Qualifier?: string; readonly StatementId: string }): Promise<unknown>;
  };
  readonly dynamodb?: {
    getResourcePolicy(input: { readonly ResourceArn: string }): Promise<PolicyText>;
    putResourcePolicy(input: { readonly ResourceArn: string; readonly Policy: string }): Promise<unknown>;
    deleteResourcePolicy(input: { readonly ResourceArn: string }): Promise<unknown>;
  };
  readonly eventBridge?: {
    describeEventBus(input: { readonly Name: string }): Promise<PolicyText>;
    putPermission(input: { readonly EventBusName: string; readonly Policy: string }): Promise<unknown>;
    removePermission(input: { readonly EventBusName: string; readonly RemoveAllPermissions: boolean }): Promise<unknown>;
  };
  readonly kinesis?: {
    getResourcePolicy(input: { readonly ResourceARN: string }): Promise<PolicyText>;
    putResourcePolicy(input: { readonly ResourceARN: string; readonly Policy: string }): Promise<unknown>;
    deleteResourcePolicy(input: { readonly ResourceARN: string }): Promise<unknown>;
  };
  readonly ecr?: {
    getRepositoryPolicy(input: { readonly repositoryName: string }): Promise<{ readonly policyText?: string | undefined }>;
    setRepositoryPolicy(input: { readonly repositoryName: string; readonly policyText: string }): Promise<unknown>;
    deleteRepositoryPolicy(input: { readonly repositoryName: string }): Promise<unknown>;
  };
  readonly efs?: {
    describeFileSystemPolicy(input: { readonly FileSystemId: string }): Promise<PolicyText>;
    putFileSystemPolicy(input: { readonly FileSystemId: string; readonly Policy: string }): Promise<unknown>;
    deleteFileSystemPolicy(input: { readonly FileSystemId: string }): Promise<unknown>;
  };
  readonly openSearch?: {
    describeDomainConfig(input: { readonly DomainName: string }): Promise<{ readonly DomainConfig?: { readonly AccessPolicies?: { readonly Options?: string | undefined } | undefined } | undefined }>;
    updateDomainConfig(input: { readonly DomainName: string; readonly AccessPolicies: string }): Promise<unknown>;
  };
  readonly backup?: {
    getBackupVaultAccessPolicy(input: { readonly BackupVaultName: string }): Promise<PolicyText>;
    putBackupVaultAccessPolicy(input: { readonly BackupVaultName: string; readonly Policy: string }): Promise<unknown>;
    deleteBackupVaultAccessPolicy(input: { readonly BackupVaultName: string }): Promise<unknown>;
  };
  readonly logs?: {
    describeResourcePolicies(input: { readonly nextToken?: string }): Promise<LogPolicies>;
    putResourcePolicy(input: { readonly policyName: string; readonly policyDocument: string }): Promise<unknown>;
    deleteResourcePolicy(input: { readonly policyName: string }): Promise<unknown>;
  };
  readonly apiGateway?: {
    getRestApi(input: { readonly restApiId: string }): Promise<{ readonly policy?: string | undefined }>;
    updateRestApi(input: { readonly restApiId: string; readonly patchOperations: { op: 'replace'; path: string; value: string }[] }): Promise<unknown>;
  };
}
