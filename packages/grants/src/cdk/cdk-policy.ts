import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { StatementJson } from '../statement/document.ts';
import type { PhysicalResolver } from './physical-resolver.ts';

/** A policy in an app of CDK, read with names and ARNs in place of references. */
export interface CdkPolicy {
  readonly kind: 'identity' | 'resource' | 'trust';
  /** The resource of CloudFormation that holds it. */
  readonly construct: CfnResource;
  readonly statements: readonly StatementJson[];
  /** Names of the roles, users and groups that have it; of identity policies alone. */
  readonly holders: readonly string[];
}

/** The property that holds the policy of a resource, by type. */
const resourcePolicyProperties: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': ['policy'],
  'AWS::Backup::BackupVault': ['accessPolicy'],
  'AWS::DynamoDB::GlobalTable': ['replicas'],
  'AWS::DynamoDB::Table': ['resourcePolicy', 'policyDocument'],
  'AWS::ECR::Repository': ['repositoryPolicyText'],
  'AWS::EFS::FileSystem': ['fileSystemPolicy'],
  'AWS::Elasticsearch::Domain': ['accessPolicies'],
  'AWS::Events::EventBusPolicy': ['statement'],
  'AWS::KMS::Key': ['keyPolicy'],
  'AWS::Kinesis::ResourcePolicy': ['resourcePolicy'],
  'AWS::Logs::ResourcePolicy': ['policyDocument'],
  'AWS::OpenSearchService::Domain': ['accessPolicies'],
  'AWS::S3::BucketPolicy': ['policyDocument'],
  'AWS::SNS::TopicPolicy': ['policyDocument'],
  'AWS::SQS::QueuePolicy': ['policyDocument'],
  'AWS::SecretsManager::ResourcePolicy': ['resourcePolicy'],
};

/** Every policy under a construct, in the order of the tree. */
export function policiesOf(root: IConstruct, resolver: PhysicalResolver): readonly CdkPolicy[] {
  return root.node.findAll().flatMap((construct) => (CfnResource.isCfnResource(construct) ? policiesOfResource(construct, resolver) : []));
}

function policiesOfResource(construct: CfnResource, resolver: PhysicalResolver): readonly CdkPolicy[] {
  const read = (property: string): unknown => resolver.read(Reflect.get(construct, property), construct);
  const type = construct.cfnResourceType;
  switch (type) {
    case 'AWS::IAM::Policy':
    case 'AWS::IAM::ManagedPolicy':
      return [{ kind: 'identity', construct, statements: statementsIn(read('policyDocument')), holders: ['roles', 'users', 'groups'].flatMap((list) => textsOf(read(list))) }];
    case 'AWS::IAM::Role':
    case 'AWS::IAM::User':
    case 'AWS::IAM::Group':
      return [
        ...(type === 'AWS::IAM::Role' ? [{ kind: 'trust' as const, construct, statements: statementsIn(read('assumeRolePolicyDocument')), holders: [] }] : []),
        ...listOf(read('policies')).map((inline) => ({ kind: 'identity' as const, construct, statements: statementsIn(memberOf(inline, 'policyDocument')), holders: [resolver.nameOf(construct)] })),
      ];
    case 'AWS::Lambda::Permission':
      return [{ kind: 'resource', construct, statements: [permissionStatement(read, resolver, construct)], holders: [] }];
    default:
      return resourcePolicies(construct, read);
  }
}

function resourcePolicies(construct: CfnResource, read: (property: string) => unknown): readonly CdkPolicy[] {
  const [property, member] = resourcePolicyProperties[construct.cfnResourceType] ?? [];
  if (property === undefined) return [];
  const held = read(property);
  // Each replica of a global table has a policy of its own.
  const documents = construct.cfnResourceType === 'AWS::DynamoDB::GlobalTable' ? listOf(held).map((replica) => memberOf(memberOf(replica, 'resourcePolicy'), 'policyDocument')) : [member === undefined ? held : memberOf(held, member)];
  return documents.map((document) => ({ kind: 'resource' as const, construct, statements: statementsIn(document), holders: [] })).filter(({ statements }) => statements.length > 0);
}

/** A permission of Lambda as the statement that Lambda makes of it. */
function permissionStatement(read: (property: string) => unknown, resolver: PhysicalResolver, construct: CfnResource): StatementJson {
  const principal = String(read('principal'));
  const [action, resource, account] = [read('action'), read('functionName'), Stack.of(construct).account].map((value) => String(resolver.read(value, construct)));
  const conditions = [
    ['ArnLike', 'AWS:SourceArn', read('sourceArn')],
    ['StringEquals', 'AWS:SourceAccount', read('sourceAccount')],
    ['StringEquals', 'aws:PrincipalOrgID', read('principalOrgId')],
    ['StringEquals', 'lambda:FunctionUrlAuthType', read('functionUrlAuthType')],
    ['Bool', 'lambda:InvokedViaFunctionUrl', read('invokedViaFunctionUrl')],
  ] as const;
  const Condition: Record<string, Record<string, string>> = {};
  for (const [operator, key, value] of conditions) if (value !== undefined) (Condition[operator] ??= {})[key] = String(value);
  const Resource = resource?.startsWith('arn:') === true ? resource : resolver.read(Stack.of(construct).formatArn({ service: 'lambda', resource: `function:${resource ?? ''}`, account: account ?? '' }), construct);
  return {
    Effect: 'Allow',
    Principal: lambdaPrincipal(principal, resolver, construct),
    Action: action ?? '',
    Resource: String(Resource),
    ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
  };
}

function lambdaPrincipal(principal: string, resolver: PhysicalResolver, construct: CfnResource): NonNullable<StatementJson['Principal']> {
  if (principal === '*') return '*';
  if (principal.startsWith('arn:')) return { AWS: principal };
  if (/^\d{12}$/.test(principal)) return { AWS: String(resolver.read(Stack.of(construct).formatArn({ service: 'iam', region: '', account: principal, resource: 'root' }), construct)) };
  return { Service: principal };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

const textsOf = (value: unknown): readonly string[] => listOf(value).filter((text) => typeof text === 'string');

function memberOf(value: unknown, member: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  // Properties are written as L1 constructs have them, or as CloudFormation does.
  return Reflect.get(value, member) ?? Reflect.get(value, `${member.charAt(0).toUpperCase()}${member.slice(1)}`);
}

/** The statements of a document, which may be JSON in a text, or one statement alone. */
function statementsIn(document: unknown): readonly StatementJson[] {
  const held: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  if (typeof held !== 'object' || held === null) return [];
  const statements = 'Statement' in held ? listOf(held.Statement) : 'Effect' in held ? [held] : [];
  return statements as readonly StatementJson[];
}
