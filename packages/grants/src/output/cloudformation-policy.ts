import type { PolicyJson } from '../statement/document.ts';
import { statementJson } from '../statement/document.ts';
import type { GrantStatement } from '../statement/statement.ts';
import { plainName } from './fingerprint.ts';
import { lambdaPermissions } from './lambda-permission.ts';
import { queueUrl } from './policy-target.ts';
import type { PolicyTarget, PolicyTargetKind } from './policy-target.ts';

/** A resource of a template, without what it waits for. */
export interface PolicyResource {
  readonly id: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** A policy that CloudFormation has only as a property of the resource itself, which is made elsewhere. */
export interface PropertyPolicy {
  readonly Resource: string;
  readonly Type: string;
  readonly Property: string;
  readonly Policy: PolicyJson;
}

/** A policy as CloudFormation writes it. */
export interface PolicyForm {
  readonly resources: readonly PolicyResource[];
  readonly property?: PropertyPolicy;
}

type Write = (target: PolicyTarget, policy: PolicyJson, statements: readonly GrantStatement[]) => PolicyForm;

const resource =
  (Type: string, properties: (target: PolicyTarget, policy: PolicyJson) => Readonly<Record<string, unknown>>): Write =>
  (target, policy) => ({ resources: [{ id: plainName('Policy', target.label, target.arn), Type, Properties: properties(target, policy) }] });

const property =
  (Type: string, Property: string): Write =>
  ({ arn }, Policy) => ({ resources: [], property: { Resource: arn, Type, Property, Policy } });

const forms: Readonly<Record<PolicyTargetKind, Write>> = {
  s3: resource('AWS::S3::BucketPolicy', ({ name }, PolicyDocument) => ({ Bucket: name, PolicyDocument })),
  sqs: resource('AWS::SQS::QueuePolicy', (target, PolicyDocument) => ({ Queues: [queueUrl(target)], PolicyDocument })),
  sns: resource('AWS::SNS::TopicPolicy', ({ arn }, PolicyDocument) => ({ Topics: [arn], PolicyDocument })),
  secretsmanager: resource('AWS::SecretsManager::ResourcePolicy', ({ name }, ResourcePolicy) => ({ SecretId: name, ResourcePolicy, BlockPublicPolicy: true })),
  kinesis: resource('AWS::Kinesis::ResourcePolicy', ({ arn }, ResourcePolicy) => ({ ResourceArn: arn, ResourcePolicy })),
  logs: resource('AWS::Logs::ResourcePolicy', ({ label, arn }, policy) => ({ PolicyName: plainName('Grants', label, arn), PolicyDocument: JSON.stringify(policy) })),
  lambda: ({ arn, name }, _policy, statements) => ({
    resources: lambdaPermissions(name, statements, 'Permission').map(({ StatementId, Qualifier, FunctionName, ...said }) => ({
      id: plainName('Permission', name, `${arn} ${StatementId}`),
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: Qualifier === undefined ? FunctionName : `${FunctionName}:${Qualifier}`, ...said },
    })),
  }),
  events: ({ arn, name }, _policy, statements) => ({
    resources: statements.map((statement) => {
      const Statement = statementJson(statement);
      const StatementId = plainName('Grant', name, JSON.stringify(Statement));
      return { id: plainName('Policy', name, `${arn} ${StatementId}`), Type: 'AWS::Events::EventBusPolicy', Properties: { EventBusName: name, StatementId, Statement } };
    }),
  }),
  kms: property('AWS::KMS::Key', 'KeyPolicy'),
  dynamodb: property('AWS::DynamoDB::Table', 'ResourcePolicy.PolicyDocument'),
  ecr: property('AWS::ECR::Repository', 'RepositoryPolicyText'),
  elasticfilesystem: property('AWS::EFS::FileSystem', 'FileSystemPolicy'),
  es: property('AWS::OpenSearchService::Domain', 'AccessPolicies'),
  backup: property('AWS::Backup::BackupVault', 'AccessPolicy'),
  'execute-api': property('AWS::ApiGateway::RestApi', 'Policy'),
};

/** Writes the policy of a resource as CloudFormation has it.
 * @throws GrantError `not-expressible` */
export const cloudFormationPolicy = (target: PolicyTarget, policy: PolicyJson, statements: readonly GrantStatement[]): PolicyForm => forms[target.kind](target, policy, statements);
