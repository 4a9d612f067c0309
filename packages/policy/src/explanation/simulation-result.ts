import type { DecidingType, Outcome } from '../evaluation/decision.ts';
import { missingContextKeys } from './explain.ts';
import type { Explanation, PolicyTypeExplanation, StatementExplanation } from './explanation.ts';

/** A line and column, both from 1, as the policy simulator counts them (R21.41). */
export interface SimulationPosition {
  readonly Line: number;
  readonly Column: number;
}

/** One `Statement` of the policy simulator. */
export interface SimulationStatement {
  readonly SourcePolicyId?: string;
  readonly SourcePolicyType: string;
  /** The character behind the statement's `{`. */
  readonly StartPosition: SimulationPosition;
  /** The character behind its `}`. */
  readonly EndPosition: SimulationPosition;
}

/** One `EvaluationResult` of SimulatePrincipalPolicy and SimulateCustomPolicy, in the API's own members (R21.40). */
export interface SimulationResult {
  readonly EvalActionName: string;
  readonly EvalResourceName: string;
  readonly EvalDecision: Outcome;
  /** The statements that decide: those that deny where one denies, else those that allow. */
  readonly MatchedStatements: readonly SimulationStatement[];
  readonly MissingContextValues: readonly string[];
  /** Absent where no service control policy applies to the caller. */
  readonly OrganizationsDecisionDetail?: { readonly AllowedByOrganizations: boolean };
  /** Absent where the caller has no boundary. */
  readonly PermissionsBoundaryDecisionDetail?: { readonly AllowedByPermissionsBoundary: boolean };
  /** Of both sides across accounts; empty within one. Absent where the resource is `*`, and where a service control
   * policy ends the simulation. */
  readonly EvalDecisionDetails?: Readonly<Record<string, Outcome>>;
}

/** Policies that are inputs of a simulation; those of organizations are applied, and their statements not told (R21.43). */
const inputs: readonly DecidingType[] = ['identity', 'permissionsBoundary', 'session', 'resource'];

/** An explanation as the policy simulator answers it. */
export function simulationResult(explanation: Explanation): SimulationResult {
  const { decision, action, resource, crossAccount } = explanation;
  const of = (type: DecidingType): PolicyTypeExplanation | undefined => explanation.policyTypes.find((each) => each.type === type);
  const [boundary, organization] = [of('permissionsBoundary'), of('serviceControl')];
  const effect = decision.decision === 'explicitDeny' ? 'Deny' : 'Allow';
  const matched = explanation.policyTypes.filter(({ type }) => inputs.includes(type)).flatMap((each) => each.matched.filter(({ statement }) => statement.effect === effect));
  const ended = organization?.result === 'explicitDeny' || organization?.result === 'implicitDeny';
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision.decision,
    MatchedStatements: matched.map(simulationStatement),
    MissingContextValues: missingContextKeys(explanation, inputs),
    ...(applies(organization) ? { OrganizationsDecisionDetail: { AllowedByOrganizations: organization.result === 'allowed' } } : {}),
    ...(applies(boundary) ? { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundary.result === 'allowed' } } : {}),
    ...(resource === '*' || ended ? {} : { EvalDecisionDetails: crossAccount ? sides(of('identity'), of('resource')) : {} }),
  };
}

const applies = (type: PolicyTypeExplanation | undefined): type is PolicyTypeExplanation => type !== undefined && type.result !== 'notApplicable';

const sides = (identity: PolicyTypeExplanation | undefined, resource: PolicyTypeExplanation | undefined): Readonly<Record<string, Outcome>> =>
  Object.fromEntries([
    ['IAM Policy', identity],
    ['Resource Policy', resource],
  ].flatMap(([name, side]) => (typeof side === 'object' && side.result !== 'notApplicable' ? [[name, side.result]] : []))) as Readonly<Record<string, Outcome>>;

function simulationStatement({ statement, source, span: { start, end } }: StatementExplanation): SimulationStatement {
  const id = source?.id ?? statement.policy;
  return {
    ...(id === undefined ? {} : { SourcePolicyId: id }),
    SourcePolicyType: source?.type ?? (statement.policyType === 'resource' ? 'Resource Policy' : 'IAM Policy'),
    StartPosition: { Line: start.line, Column: start.column + 1 },
    EndPosition: { Line: end.line, Column: end.column },
  };
}
