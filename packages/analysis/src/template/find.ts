import type { JsonNode } from '@assent/policy';
import { findInAccount } from '../account/authorization-details.ts';
import { findInLastAccessed } from '../account/last-accessed.ts';
import { findWorkloads } from '../account/workload-list.ts';
import type { PolicyKind } from '../view/policy-view.ts';
import { findInCloudFormation } from './cloudformation.ts';
import { embeddedJson } from './embedded-json.ts';
import { nothing } from './found.ts';
import type { Found } from './found.ts';
import { guessKind } from './policy-kind.ts';
import { findInServerless } from './serverless.ts';
import { findInTerraformPlan } from './terraform-plan.ts';
import { isPolicy, itemsOf, membersOf, nodeAt, textAt } from './tree.ts';

/** What a file is said to hold where its content cannot tell. */
export interface FindOptions {
  readonly policyKind?: PolicyKind | undefined;
  readonly resourceType?: string | undefined;
  readonly now: Date;
}

/** Where answers of the AWS CLI hold one policy. */
const answers: readonly (readonly [path: readonly string[], kind: PolicyKind | undefined])[] = [
  [['PolicyVersion', 'Document'], 'identity'],
  [['Role', 'AssumeRolePolicyDocument'], 'trust'],
  [['PolicyDocument'], undefined],
  [['Policy'], undefined],
];

/** Finds the policies, roles, functions and tasks in a file, by its content; `undefined` where there is nothing of the kind.
 * @param root the file's tree; its places point into `text` */
export function findPolicies(root: JsonNode, text: string, { policyKind, resourceType, now }: FindOptions): Found | undefined {
  const single = (policy: JsonNode, kind: PolicyKind | undefined): Found => {
    const said = policyKind ?? kind;
    return { ...nothing, kind: 'policy', policies: [{ kind: said ?? guessKind(policy), resourceType, subject: 'policy', root: policy, guessed: said === undefined }] };
  };
  if (isPolicy(root)) return single(root, undefined);
  if (membersOf(nodeAt(root, 'Resources')).some(({ value }) => textAt(value, 'Type')?.includes('::') === true)) return findInCloudFormation(root, text);
  if (nodeAt(root, 'planned_values') ?? nodeAt(root, 'values', 'root_module')) return findInTerraformPlan(root, text);
  if (nodeAt(root, 'UserDetailList') ?? nodeAt(root, 'RoleDetailList')) return findInAccount(root, text, now);
  if (nodeAt(root, 'service') && nodeAt(root, 'provider')) return findInServerless(root, text);
  if (nodeAt(root, 'ServicesLastAccessed')) return findInLastAccessed(root);
  if (itemsOf(nodeAt(root, 'Functions')).some((each) => textAt(each, 'FunctionArn') !== undefined) || nodeAt(root, 'taskDefinition') || nodeAt(root, 'containerDefinitions')) return findWorkloads(root);
  for (const [path, kind] of answers) {
    const node = nodeAt(root, ...path);
    const policy = node && (isPolicy(node) ? node : embeddedJson(node, text));
    if (policy && isPolicy(policy)) return single(policy, kind);
  }
  return undefined;
}
