import type { JsonNode } from '@assent/policy';
import type { PolicyKind } from '../view/policy-view.ts';
import { embeddedJson } from './embedded-json.ts';
import { nothing } from './found.ts';
import type { AttachedPolicy, Found, FoundPolicy, FoundRole, Remark, Workload } from './found.ts';
import { resolveFunctions, templateAccount } from './intrinsic-function.ts';
import { policiesIn } from './policies-in.ts';
import { isPolicy, itemsOf, madeObject, membersOf, nodeAt, textAt } from './tree.ts';

const identityTypes = /^AWS::IAM::(?:ManagedPolicy|Policy|RolePolicy|UserPolicy|GroupPolicy|Role|User|Group)$|^AWS::Serverless::(?:Function|StateMachine)$|^AWS::SSO::PermissionSet$/;

const attachedTo: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'AWS::S3::Bucket',
  'AWS::S3::AccessPoint': 'AWS::S3::AccessPoint',
  'AWS::S3::MultiRegionAccessPointPolicy': 'AWS::S3::MultiRegionAccessPoint',
  'AWS::S3ObjectLambda::AccessPointPolicy': 'AWS::S3ObjectLambda::AccessPoint',
  'AWS::DynamoDB::Table': 'AWS::DynamoDB::Table',
};

/** What a policy in a resource of a type is, by the property that holds it. */
function kindOf(type: string, property: string, properties: JsonNode | undefined): PolicyKind {
  if (property === 'AssumeRolePolicyDocument') return 'trust';
  if (type === 'AWS::Organizations::Policy') return textAt(properties, 'Type') === 'RESOURCE_CONTROL_POLICY' ? 'resourceControl' : 'serviceControl';
  return identityTypes.test(type) ? 'identity' : 'resource';
}

/** A role as a text: the same for `!Ref`, `!GetAtt` of its ARN and `!Sub` of one, and for ARNs that are written out. */
export function roleReference(node: JsonNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'string') return /^\$\{[^{}]+\}$/.test(node.value) ? node.value.slice(2, -1).replace(/\.Arn$/, '') : node.value;
  const [member, second] = membersOf(node);
  if (!member || second) return undefined;
  const { key, value } = member;
  if (key.value === 'Ref' && value.type === 'string') return value.value;
  if (key.value === 'Fn::GetAtt') {
    const parts = value.type === 'string' ? value.value.split('.') : itemsOf(value).map((item) => (item.type === 'string' ? item.value : ''));
    return parts[0];
  }
  if (key.value === 'Fn::Sub') return roleReference(value.type === 'array' ? value.items[0] : value);
  if (key.value === 'Fn::ImportValue') return `import ${textAt(value) ?? roleReference(value) ?? ''}`;
  const resolved = resolveFunctions(node);
  return resolved.type === 'string' && !resolved.value.includes('\ue000') ? resolved.value : undefined;
}

/** What stands in a template of CloudFormation or SAM, and in what CDK makes of an app. */
export function findInCloudFormation(root: JsonNode, text: string): Found {
  const resources = membersOf(nodeAt(root, 'Resources'));
  const policies: FoundPolicy[] = [];
  const roles: (FoundRole & { readonly policies: FoundPolicy[]; readonly managedPolicies: AttachedPolicy[] })[] = [];
  const workloads: Workload[] = [];
  const attached: AttachedPolicy[] = [];
  const remarks: Remark[] = [];
  const inherited = nodeAt(root, 'Globals', 'Function', 'Role');
  for (const { key, value: resource } of resources) {
    const type = textAt(resource, 'Type') ?? '';
    const properties = nodeAt(resource, 'Properties');
    const subject = `${key.value} (${type})`;
    const own: FoundPolicy[] = [];
    for (const { property, root: policy } of policiesIn(properties, (node) => embeddedJson(node, text))) {
      const resolved = resolveFunctions(policy);
      if (isPolicy(resolved)) own.push({ kind: kindOf(type, property, properties), resourceType: attachedTo[type], subject, root: resolved, endpoint: type === 'AWS::EC2::VPCEndpoint' });
    }
    if (type === 'AWS::Lambda::Permission' && properties) own.push({ kind: 'resource', subject, root: lambdaPermission(properties) });
    policies.push(...own);
    const managed = [...itemsOf(nodeAt(properties, 'ManagedPolicyArns')), ...(type === 'AWS::Serverless::Function' ? policyNames(nodeAt(properties, 'Policies')) : [])].flatMap((node) => managedPolicy(node, subject));
    attached.push(...managed);
    switch (type) {
      case 'AWS::IAM::Role':
        roles.push({ name: key.value, references: [key.value, ...(textAt(properties, 'RoleName') === undefined ? [] : [textAt(properties, 'RoleName') ?? ''])], start: key.start, end: key.end, policies: own.filter(({ kind }) => kind === 'identity'), managedPolicies: managed });
        break;
      case 'AWS::Lambda::Function':
      case 'AWS::Serverless::Function': {
        const role = nodeAt(properties, 'Role') ?? (type === 'AWS::Serverless::Function' ? inherited : undefined);
        workloads.push({ type: 'function', name: key.value, role: roleReference(role), ...placeOf(nodeAt(properties, 'Role') ?? key) });
        break;
      }
      case 'AWS::ECS::TaskDefinition':
        workloads.push({ type: 'task', name: key.value, role: roleReference(nodeAt(properties, 'TaskRoleArn')), executionRole: roleReference(nodeAt(properties, 'ExecutionRoleArn')), ...placeOf(nodeAt(properties, 'TaskRoleArn') ?? key) });
        break;
      case 'AWS::IAM::AccessKey':
        remarks.push({ code: 'ASSENT_USER_ACCESS_KEY', details: 'A long-lived access key is made for a user.', subject, start: key.start, end: key.end });
        break;
      case 'AWS::IAM::User': {
        const direct = nodeAt(properties, 'ManagedPolicyArns') ?? nodeAt(properties, 'Policies');
        if (direct) remarks.push({ code: 'ASSENT_POLICY_ON_USER', details: 'Policies hang on the user itself.', subject, ...placeOf(direct) });
        break;
      }
    }
  }
  // Policies that name their roles belong to them too.
  for (const { key, value: resource } of resources) {
    if (!/^AWS::IAM::(?:Policy|ManagedPolicy|RolePolicy)$/.test(textAt(resource, 'Type') ?? '')) continue;
    const named = new Set([...itemsOf(nodeAt(resource, 'Properties', 'Roles')), nodeAt(resource, 'Properties', 'RoleName')].flatMap((node) => roleReference(node) ?? []));
    const own = policies.filter(({ subject }) => subject.startsWith(`${key.value} (`));
    for (const role of roles) if (role.references.some((reference) => named.has(reference))) role.policies.push(...own);
  }
  return { ...nothing, kind: 'cloudformation', policies, roles, workloads, attached, remarks, accounts: [templateAccount] };
}

const placeOf = ({ start, end }: JsonNode): { readonly start: number; readonly end: number } => ({ start, end });

/** SAM takes names of managed policies beside documents and templates. */
const policyNames = (node: JsonNode | undefined): readonly JsonNode[] => (node?.type === 'array' ? node.items : node ? [node] : []).filter(({ type }) => type === 'string');

function managedPolicy(node: JsonNode, subject: string): readonly AttachedPolicy[] {
  const resolved = resolveFunctions(node);
  if (resolved.type !== 'string' || resolved.value.includes('\ue000')) return [];
  return [{ arn: resolved.value.startsWith('arn:') ? resolved.value : `arn:aws:iam::aws:policy/${resolved.value}`, subject, start: node.start, end: node.end }];
}

/** The statement that `AWS::Lambda::Permission` adds to a function's policy. */
function lambdaPermission(properties: JsonNode): JsonNode {
  const resolved = resolveFunctions(properties);
  const principal = nodeAt(resolved, 'Principal');
  const condition = (operator: string, key: string, value: JsonNode | undefined): JsonNode | undefined => value && madeObject({ [operator]: madeObject({ [key]: value }, value) }, value);
  const source = condition('ArnLike', 'AWS:SourceArn', nodeAt(resolved, 'SourceArn')) ?? condition('StringEquals', 'AWS:SourceAccount', nodeAt(resolved, 'SourceAccount')) ?? condition('StringEquals', 'aws:PrincipalOrgID', nodeAt(resolved, 'PrincipalOrgID'));
  const service = principal?.type === 'string' && /\.amazonaws\./.test(principal.value);
  const at = properties;
  const text = (value: string): JsonNode => ({ type: 'string', value, start: at.start, end: at.start });
  const statement = madeObject({ Effect: text('Allow'), Principal: principal && (principal.type === 'string' && principal.value === '*' ? principal : madeObject({ [service ? 'Service' : 'AWS']: principal }, principal)), Action: nodeAt(resolved, 'Action'), Resource: text('*'), Condition: source }, at);
  return madeObject({ Version: text('2012-10-17'), Statement: statement }, at);
}
