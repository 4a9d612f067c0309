import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import type { Enforcer } from 'casbin';
import type { NeutralRequest, NeutralStatement, Workload } from './workload.ts';

const model = `
[request_definition]
r = action, resource, department, stage, level

[policy_definition]
p = action, resource, department, stage, level, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.action == p.action && within(r.resource, p.resource) && (p.department == "any" || r.department == p.department) && (p.stage == "any" || r.stage == p.stage) && below(r.level, p.level)
`;

const within = (resource: string, pattern: string): boolean =>
  pattern.endsWith('*') ? resource.startsWith(pattern.slice(0, -1)) : resource === pattern;
const below = (level: string, limit: string): boolean => limit === 'any' || Number(level) < Number(limit);

async function enforcerOf(statements: readonly NeutralStatement[]): Promise<Enforcer> {
  const lines = statements.flatMap(({ effect, actions, resource, conditions }) => {
    const pattern = resource.kind === 'all' ? '*' : resource.kind === 'exact' ? resource.value : `${resource.value}*`;
    const wanted = (key: string): string => String(conditions.find((item) => item.key === key)?.value ?? 'any');
    return actions.map((action) => `p, ${action}, ${pattern}, ${wanted('department')}, ${wanted('stage')}, ${wanted('level')}, ${effect.toLowerCase()}`);
  });
  const enforcer = await newEnforcer(newModelFromString(model), new StringAdapter(lines.join('\n')));
  await enforcer.addFunction('within', within);
  await enforcer.addFunction('below', below);
  return enforcer;
}

export const casbinWorkload = (workload: Workload): Promise<Enforcer[]> =>
  Promise.all([workload.identity.flat(), workload.boundary, ...workload.guardrails].map(enforcerOf));

/** Casbin's own synchronous way, the faster of the two. */
export const casbinAllows = (layers: readonly Enforcer[], request: NeutralRequest): boolean =>
  layers.every((enforcer) => enforcer.enforceSync(request.action, request.resource, request.department, request.stage, String(request.level)));
