import type { JsonNode } from '@assent/policy';
import type { PolicyKind } from '../view/policy-view.ts';
import { itemsOf, nodeAt } from './tree.ts';

/** The statements of a policy, whether one or a list. */
export function statementNodes(policy: JsonNode): readonly JsonNode[] {
  const statement = nodeAt(policy, 'Statement');
  return statement?.type === 'object' ? [statement] : itemsOf(statement);
}

const actionsOf = (statement: JsonNode): readonly string[] => {
  const action = nodeAt(statement, 'Action');
  return (action?.type === 'array' ? action.items : action ? [action] : []).flatMap((item) => (item.type === 'string' ? [item.value] : []));
};

/** What a policy is by what stands in it: with principals and nothing but actions of STS it is a role's trust, with
 * principals a resource's, else an identity's. Control policies look like identity policies. */
export function guessKind(policy: JsonNode): PolicyKind {
  const statements = statementNodes(policy);
  const principals = statements.some((statement) => nodeAt(statement, 'Principal') !== undefined || nodeAt(statement, 'NotPrincipal') !== undefined);
  if (!principals) return 'identity';
  const assumes = statements.every((statement) => nodeAt(statement, 'Resource') === undefined && actionsOf(statement).length > 0 && actionsOf(statement).every((action) => /^sts:/i.test(action)));
  return assumes ? 'trust' : 'resource';
}
