import type { JsonNode } from '@assent/policy';
import type { PolicyKind } from '../view/policy-view.ts';
import { embeddedJson } from './embedded-json.ts';
import { nothing } from './found.ts';
import type { AttachedPolicy, Found, FoundPolicy, FoundRole, Remark, Workload } from './found.ts';
import { policiesIn } from './policies-in.ts';
import { itemsOf, nodeAt, textAt } from './tree.ts';

const identityTypes = /^aws_iam_(?:policy|role|user|group|role_policy|user_policy|group_policy|role_policy_attachment)$|^aws_ssoadmin_permission_set_inline_policy$/;

const attachedTo: Readonly<Record<string, string>> = { aws_s3_bucket_policy: 'AWS::S3::Bucket', aws_s3_access_point: 'AWS::S3::AccessPoint', aws_dynamodb_resource_policy: 'AWS::DynamoDB::Table' };

function kindOf(type: string, property: string, values: JsonNode | undefined): PolicyKind {
  if (property === 'assume_role_policy') return 'trust';
  if (type === 'aws_organizations_policy') return textAt(values, 'type') === 'RESOURCE_CONTROL_POLICY' ? 'resourceControl' : 'serviceControl';
  return identityTypes.test(type) ? 'identity' : 'resource';
}

/** A module and all modules within it. */
function* modulesOf(root: JsonNode | undefined): Generator<JsonNode> {
  const open = root ? [root] : [];
  for (let module = open.pop(); module; module = open.pop()) {
    yield module;
    open.push(...itemsOf(nodeAt(module, 'child_modules')));
  }
}

/** The references of a resource's arguments, by its address; those that a plan does not know the value of yet. */
function expressionsOf(root: JsonNode): ReadonlyMap<string, JsonNode> {
  const found = new Map<string, JsonNode>();
  const open: { readonly module: JsonNode | undefined; readonly prefix: string }[] = [{ module: nodeAt(root, 'configuration', 'root_module'), prefix: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const resource of itemsOf(nodeAt(next.module, 'resources'))) {
      const expressions = nodeAt(resource, 'expressions');
      if (expressions) found.set(`${next.prefix}${textAt(resource, 'address') ?? ''}`, expressions);
    }
    const calls = nodeAt(next.module, 'module_calls');
    if (calls?.type === 'object') for (const { key, value } of calls.members) open.push({ module: nodeAt(value, 'module'), prefix: `${next.prefix}module.${key.value}.` });
  }
  return found;
}

/** What stands in `terraform show -json` of a plan, or of a state. */
export function findInTerraformPlan(root: JsonNode, text: string): Found {
  const expressions = expressionsOf(root);
  const policies: FoundPolicy[] = [];
  const roles: FoundRole[] = [];
  const workloads: Workload[] = [];
  const attached: AttachedPolicy[] = [];
  const remarks: Remark[] = [];
  const attachedLater: { readonly role: string; readonly policies: readonly FoundPolicy[]; readonly managed: readonly AttachedPolicy[] }[] = [];
  const top = nodeAt(root, 'planned_values', 'root_module') ?? nodeAt(root, 'values', 'root_module');
  for (const module of modulesOf(top)) {
    for (const resource of itemsOf(nodeAt(module, 'resources'))) {
      const type = textAt(resource, 'type') ?? '';
      if (!type.startsWith('aws_') || textAt(resource, 'mode') === 'data') continue;
      const [address, values] = [textAt(resource, 'address') ?? type, nodeAt(resource, 'values')];
      const at = nodeAt(resource, 'address') ?? resource;
      const place = { start: at.start, end: at.end };
      const own = policiesIn(values, (node) => embeddedJson(node, text)).map(({ property, root: policy }) => ({ kind: kindOf(type, property, values), resourceType: attachedTo[type], subject: address, root: policy, endpoint: type === 'aws_vpc_endpoint' || type === 'aws_vpc_endpoint_policy' }));
      policies.push(...own);
      /** A role by its ARN or name, or by the address of the resource that it will be. */
      const reference = (argument: string): string | undefined => textAt(values, argument) ?? referenced(nodeAt(expressions.get(address.replace(/\[[^\]]*\]/g, '')), argument, 'references'), address);
      const managed = [nodeAt(values, 'policy_arn'), ...itemsOf(nodeAt(values, 'managed_policy_arns'))].flatMap((node) => (node?.type === 'string' ? [{ arn: node.value, subject: address, start: node.start, end: node.end }] : []));
      attached.push(...managed);
      switch (type) {
        case 'aws_iam_role':
          roles.push({ name: address, references: [address, ...['arn', 'name'].flatMap((name) => textAt(values, name) ?? [])], ...place, policies: own.filter(({ kind }) => kind === 'identity'), managedPolicies: managed });
          break;
        case 'aws_iam_role_policy':
        case 'aws_iam_role_policy_attachment': {
          const role = reference('role');
          if (role !== undefined) attachedLater.push({ role, policies: own, managed });
          break;
        }
        case 'aws_lambda_function':
          workloads.push({ type: 'function', name: address, role: reference('role'), ...place });
          break;
        case 'aws_ecs_task_definition':
          workloads.push({ type: 'task', name: address, role: reference('task_role_arn'), executionRole: reference('execution_role_arn'), ...place });
          break;
        case 'aws_iam_access_key':
          remarks.push({ code: 'ASSENT_USER_ACCESS_KEY', details: 'A long-lived access key is made for a user.', subject: address, ...place });
          break;
        case 'aws_iam_user_policy':
        case 'aws_iam_user_policy_attachment':
          remarks.push({ code: 'ASSENT_POLICY_ON_USER', details: 'A policy hangs on a user itself.', subject: address, ...place });
          break;
      }
    }
  }
  const whole = roles.map((role) => {
    const more = attachedLater.filter((each) => role.references.includes(each.role));
    return { ...role, policies: [...role.policies, ...more.flatMap((each) => each.policies)], managedPolicies: [...role.managedPolicies, ...more.flatMap((each) => each.managed)] };
  });
  return { ...nothing, kind: 'terraform', policies, roles: whole, workloads, attached, remarks };
}

/** The resource that an argument refers to: the shortest of its references, in the module that refers. */
function referenced(references: JsonNode | undefined, address: string): string | undefined {
  const names = itemsOf(references).flatMap((node) => (node.type === 'string' && /^aws_iam_role\./.test(node.value) ? [node.value.replace(/\.(?:arn|name|id)$/, '')] : []));
  const module = /^(?:module\.[^.]+\.)*/.exec(address)?.[0] ?? '';
  return names[0] === undefined ? undefined : `${module}${names[0]}`;
}
