import type { JsonNode } from '@assent/policy';
import { nothing } from '../template/found.ts';
import type { Found, Workload } from '../template/found.ts';
import { itemsOf, nodeAt, textAt } from '../template/tree.ts';

/** What stands in the answer of `aws lambda list-functions` or `aws ecs describe-task-definition`, or in a task definition
 * of its own. */
export function findWorkloads(root: JsonNode): Found {
  const functions = itemsOf(nodeAt(root, 'Functions')).map((node): Workload => ({ type: 'function', name: textAt(node, 'FunctionName') ?? '', role: textAt(node, 'Role'), ...placeOf(nodeAt(node, 'Role') ?? node) }));
  const task = nodeAt(root, 'taskDefinition') ?? (nodeAt(root, 'containerDefinitions') ? root : undefined);
  const tasks = task ? [{ type: 'task' as const, name: textAt(task, 'family') ?? '', role: textAt(task, 'taskRoleArn'), executionRole: textAt(task, 'executionRoleArn'), ...placeOf(nodeAt(task, 'taskRoleArn') ?? task) }] : [];
  return { ...nothing, kind: 'workloads', workloads: [...functions, ...tasks] };
}

const placeOf = ({ start, end }: JsonNode): { readonly start: number; readonly end: number } => ({ start, end });
