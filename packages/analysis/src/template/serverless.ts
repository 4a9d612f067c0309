import type { JsonNode } from '@assent/policy';
import { unknownText } from '../practice/unknown-text.ts';
import { findInCloudFormation, roleReference } from './cloudformation.ts';
import { nothing } from './found.ts';
import type { Found, FoundPolicy, Workload } from './found.ts';
import { resolveFunctions } from './intrinsic-function.ts';
import { madeObject, membersOf, nodeAt } from './tree.ts';

/** `${self:custom.table}`, `${env:STAGE}`, `${aws:accountId}` and the like are known when the service is deployed. */
function withoutVariables(node: JsonNode): JsonNode {
  switch (node.type) {
    case 'string':
      return node.value.includes('${') ? { ...node, value: node.value.replace(/\$\{[^{}]*\}/g, unknownText) } : node;
    case 'array':
      return { ...node, items: node.items.map(withoutVariables) };
    case 'object':
      return { ...node, members: node.members.map(({ key, value }) => ({ key, value: withoutVariables(value) })) };
    default:
      return node;
  }
}

function policyOf(statements: JsonNode, subject: string): FoundPolicy {
  const version: JsonNode = { type: 'string', value: '2012-10-17', start: statements.start, end: statements.start };
  return { kind: 'identity', subject, root: resolveFunctions(withoutVariables(madeObject({ Version: version, Statement: statements }, statements))) };
}

/** What stands in a `serverless.yml`. */
export function findInServerless(root: JsonNode, text: string): Found {
  const nested = nodeAt(root, 'resources');
  const template = nested && nodeAt(nested, 'Resources') ? findInCloudFormation(nested, text) : { ...nothing, kind: 'serverless' as const };
  const provider = nodeAt(root, 'provider');
  const role = nodeAt(provider, 'iam', 'role') ?? nodeAt(provider, 'role');
  const statements = nodeAt(provider, 'iam', 'role', 'statements') ?? nodeAt(provider, 'iamRoleStatements');
  const policies: FoundPolicy[] = statements ? [policyOf(statements, 'the role of all functions')] : [];
  const workloads: Workload[] = [];
  for (const { key, value } of membersOf(nodeAt(root, 'functions'))) {
    const own = nodeAt(value, 'iamRoleStatements');
    if (own) policies.push(policyOf(own, `function ${key.value}`));
    const named = nodeAt(value, 'role') ?? (role?.type === 'object' && nodeAt(role, 'statements') ? undefined : role);
    const reference = own ? `function ${key.value}` : (roleReference(named) ?? (statements ? 'the role of all functions' : undefined));
    workloads.push({ type: 'function', name: key.value, role: reference, start: key.start, end: key.end });
  }
  return { ...template, kind: 'serverless', policies: [...template.policies, ...policies], workloads: [...template.workloads, ...workloads] };
}
