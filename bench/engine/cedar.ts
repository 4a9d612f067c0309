import { isAuthorized, preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { AuthorizationAnswer } from '@cedar-policy/cedar-wasm/nodejs';
import type { NeutralRequest, NeutralStatement, Workload } from './workload.ts';

function policyOf({ effect, actions, resource, conditions }: NeutralStatement): string {
  const clauses = conditions.map((item) =>
    item.kind === 'equals' ? `context.${item.key} == ${JSON.stringify(item.value)}` : `context.${item.key} < ${item.value}`,
  );
  if (resource.kind === 'exact') clauses.push(`context.arn == ${JSON.stringify(resource.value)}`);
  if (resource.kind === 'prefix') clauses.push(`context.arn like ${JSON.stringify(`${resource.value}*`)}`);
  const when = clauses.length > 0 ? ` when { ${clauses.join(' && ')} }` : '';
  const list = actions.map((action) => `Action::${JSON.stringify(action)}`).join(', ');
  return `${effect === 'Allow' ? 'permit' : 'forbid'}(principal, action in [${list}], resource)${when};`;
}

/** The text of each layer, and the names under which Cedar holds them parsed. */
export interface CedarLayers {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

export function cedarWorkload(workload: Workload): CedarLayers {
  const texts = [workload.identity.flat(), workload.boundary, ...workload.guardrails].map((statements) => statements.map(policyOf).join('\n'));
  const names = texts.map((text, index) => {
    const name = `layer${index}`;
    const answer = preparsePolicySet(name, { staticPolicies: text });
    if (answer.type === 'failure') throw new Error(`Cedar does not take the workload: ${answer.errors[0]?.message}`);
    return name;
  });
  return { texts, names };
}

function call(request: NeutralRequest) {
  return {
    principal: { type: 'User', id: 'ana' },
    action: { type: 'Action', id: request.action },
    resource: { type: 'Thing', id: request.resource },
    context: { arn: request.resource, department: request.department, stage: request.stage, level: request.level },
    entities: [],
  };
}

function allowed(answer: AuthorizationAnswer): boolean {
  if (answer.type === 'failure') throw new Error(`Cedar fails: ${answer.errors[0]?.message}`);
  return answer.response.decision === 'allow';
}

/** With the policies held parsed on Cedar's side: its fastest way. */
export const cedarPreparsedAllows = ({ names }: CedarLayers, request: NeutralRequest): boolean =>
  names.every((name) => allowed(statefulIsAuthorized({ ...call(request), preparsedPolicySetId: name })));

/** With the policies handed over in each call: its documented default. */
export const cedarAllows = ({ texts }: CedarLayers, request: NeutralRequest): boolean =>
  texts.every((staticPolicies) => allowed(isAuthorized({ ...call(request), policies: { staticPolicies } })));
