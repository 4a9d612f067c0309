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
  /** What the policy of a resource hangs on: names, ARNs or URLs, as the app writes them; empty where it is its own. */
  readonly on: readonly string[];
}

/** Where the policy of a resource is held, by type. */
interface PolicyHolding {
  readonly property: string;
  readonly member?: string;
  /** The property that says what it hangs on. */
  readonly on?: string;
}

const resourcePolicies: Readonly<Record<string, PolicyHolding>> = {
  'AWS::ApiGateway::RestApi': { property: 'policy' },
  'AWS::Backup::BackupVault': { property: 'accessPolicy' },
  'AWS::DynamoDB::GlobalTable': { property: 'replicas' },
  'AWS::DynamoDB::Table': { property: 'resourcePolicy', member: 'policyDocument' },
  'AWS::ECR::Repository': { property: 'repositoryPolicyText' },
  'AWS::EFS::FileSystem': { property: 'fileSystemPolicy' },
  'AWS::Elasticsearch::Domain': { property: 'accessPolicies' },
  'AWS::Events::EventBusPolicy': { property: 'statement', on: 'eventBusName' },
  'AWS::KMS::Key': { property: 'keyPolicy' },
  'AWS::Kinesis::ResourcePolicy': { property: 'resourcePolicy', on: 'resourceArn' },
  'AWS::Logs::ResourcePolicy': { property: 'policyDocument' },
  'AWS::OpenSearchService::Domain': { property: 'accessPolicies' },
  'AWS::S3::BucketPolicy': { property: 'policyDocument', on: 'bucket' },
  'AWS::SNS::TopicPolicy': { property: 'policyDocument', on: 'topics' },
  'AWS::SQS::QueuePolicy': { property: 'policyDocument', on: 'queues' },
  'AWS::SecretsManager::ResourcePolicy': { property: 'resourcePolicy', on: 'secretId' },
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
      return [{ kind: 'identity', construct, statements: statementsIn(read('policyDocument')), holders: ['roles', 'users', 'groups'].flatMap((list) => textsOf(read(list))), on: [] }];
    case 'AWS::IAM::Role':
    case 'AWS::IAM::User':
    case 'AWS::IAM::Group':
      return [
        ...(type === 'AWS::IAM::Role' ? [{ kind: 'trust' as const, construct, statements: statementsIn(read('assumeRolePolicyDocument')), holders: [], on: [] }] : []),
        ...listOf(read('policies')).map((inline) => ({ kind: 'identity' as const, construct, statements: statementsIn(memberOf(inline, 'policyDocument')), holders: [resolver.nameOf(construct)], on: [] })),
      ];
    case 'AWS::Lambda::Permission':
      return [{ kind: 'resource', construct, statements: [permissionStatement(read, resolver, construct)], holders: [], on: textsOf(read('functionName')) }];
    default:
      return policiesHeld(construct, read);
  }
}

function policiesHeld(construct: CfnResource, read: (property: string) => unknown): readonly CdkPolicy[] {
  const type = construct.cfnResourceType;
  const holding = Object.hasOwn(resourcePolicies, type) ? resourcePolicies[type] : undefined;
  if (holding === undefined) return [];
  const held = read(holding.property);
  // Each replica of a global table has a policy of its own.
  const documents = type === 'AWS::DynamoDB::GlobalTable' ? listOf(held).map((replica) => memberOf(memberOf(replica, 'resourcePolicy'), 'policyDocument')) : [holding.member === undefined ? held : memberOf(held, holding.member)];
  const on = holding.on === undefined ? [] : textsOf(read(holding.on));
  return documents.map((document) => ({ kind: 'resource' as const, construct, statements: statementsIn(document), holders: [], on })).filter(({ statements }) => statements.length > 0);
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
