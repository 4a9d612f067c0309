import { compilePolicy, evaluate, parsePolicy, policySet } from '@assent/policy';
import type { AuthorizationRequest, CompiledPolicy, ContextValue, PolicySet, PolicyType } from '@assent/policy';
import { account } from './workload.ts';
import type { NeutralRequest, NeutralStatement, Workload } from './workload.ts';

/** The IAM document that says the same as the statements. */
export function documentOf(statements: readonly NeutralStatement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ effect, actions, resource, conditions }) => {
      const condition: Record<string, Record<string, string>> = {};
      for (const item of conditions) {
        const [operator, key] = item.kind === 'equals' ? ['StringEquals', `app:${item.key}`] : ['NumericLessThan', `app:${item.key}`];
        (condition[operator] ??= {})[key] = String(item.value);
      }
      return {
        Effect: effect,
        Action: actions,
        Resource: resource.kind === 'all' ? '*' : resource.kind === 'exact' ? resource.value : `${resource.value}*`,
        ...(conditions.length > 0 ? { Condition: condition } : {}),
      };
    }),
  });
}

export function compile(statements: readonly NeutralStatement[], type: PolicyType): CompiledPolicy {
  const { document, faults } = parsePolicy(documentOf(statements), { type });
  if (!document) throw new Error(`the workload does not parse: ${faults[0]?.message}`);
  return compilePolicy(document, { type });
}

const single = (value: string): ContextValue => ({ values: [value], multi: false });

const principal = { kind: 'user', arn: `arn:aws:iam::${account}:user/ana`, account, id: 'AIDAEXAMPLEEXAMPLEEXA' } as const;
const organization = { id: 'o-aaaaaaaaaa', managementAccount: '999999999999', principalPath: 'o-aaaaaaaaaa/r-aaaa/ou-aaaa-bbbbbbbb/' };

export interface AssentPolicies {
  readonly identity: PolicySet;
  readonly permissionsBoundary: PolicySet;
  readonly serviceControl: readonly PolicySet[];
}

export function compileWorkload(workload: Workload): AssentPolicies {
  return {
    identity: policySet(workload.identity.map((statements) => compile(statements, 'identity'))),
    permissionsBoundary: policySet([compile(workload.boundary, 'permissionsBoundary')]),
    serviceControl: workload.guardrails.map((statements) => policySet([compile(statements, 'serviceControl')])),
  };
}

export function requestOf(request: NeutralRequest, policies: AuthorizationRequest['policies']): AuthorizationRequest {
  return {
    principal,
    action: request.action,
    resource: request.resource,
    resourceAccount: account,
    context: new Map([
      ['app:department', single(request.department)],
      ['app:stage', single(request.stage)],
      ['app:level', single(String(request.level))],
    ]),
    organization,
    policies,
  };
}

export const allows = (request: AuthorizationRequest): boolean => evaluate(request).decision === 'allowed';
