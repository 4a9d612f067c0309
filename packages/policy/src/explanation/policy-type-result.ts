import { resourceControlExemption, serviceControlExemption } from '../evaluation/applicability.ts';
import type { DecidingType, Outcome } from '../evaluation/decision.ts';
import { canBeDelegated, comesByItsProvider } from '../evaluation/delegation.ts';
import { resourceSide } from '../evaluation/demanding-service.ts';
import type { RequestView } from '../evaluation/request-view.ts';
import { allows, isDenied, isUndecided } from '../evaluation/outcome-bits.ts';
import type { SetOutcome } from '../evaluation/outcome-bits.ts';
import { accountOf } from '../principal.ts';

/** What a type of policy said, under which rule, in one sentence. */
export interface PolicyTypeResult {
  readonly result: Outcome | 'notApplicable';
  readonly rule: string;
  readonly reason: string;
}

export const outcomeWord = (outcome: SetOutcome): Outcome => (isDenied(outcome) ? 'explicitDeny' : allows(outcome) ? 'allowed' : 'implicitDeny');

const unconcerned = (rule: string, reason: string): PolicyTypeResult => ({ result: 'notApplicable', rule, reason });
const silent = (rule: string, reason: string): PolicyTypeResult => ({ result: 'implicitDeny', rule, reason });

/** What became of a type in a decision.
 * @param outcome what counted
 * @param said what the statements said, before exceptions */
export function policyTypeResult(type: DecidingType, outcome: SetOutcome, said: SetOutcome, view: RequestView): PolicyTypeResult {
  return exception(type, outcome, said, view) ?? ordinary[outcomeWord(outcome)][isUndecided(outcome) ? 'undecided' : type];
}

const ordinary: Readonly<Record<Outcome, Readonly<Record<DecidingType | 'undecided', PolicyTypeResult>>>> = {
  allowed: byType('allowed', { rule: 'R1.3', reason: 'a statement allows the action, and none denies it' }, { serviceControl: 'R10.3', resourceControl: 'R10.4', vpcEndpoint: 'R8.13' }),
  explicitDeny: byType('explicitDeny', { rule: 'R8.2', reason: 'a statement denies the action' }, {}),
  implicitDeny: byType('implicitDeny', { rule: 'R8.1', reason: 'no statement allows the action' }, { permissionsBoundary: 'R8.10', session: 'R8.11', serviceControl: 'R10.3', vpcEndpoint: 'R8.13' }),
};

function byType(result: Outcome, { rule, reason }: { rule: string; reason: string }, rules: Partial<Record<DecidingType, string>>): Record<DecidingType | 'undecided', PolicyTypeResult> {
  const of = (type: DecidingType): PolicyTypeResult => ({ result, rule: rules[type] ?? rule, reason });
  return {
    identity: of('identity'),
    permissionsBoundary: of('permissionsBoundary'),
    session: of('session'),
    resource: of('resource'),
    serviceControl: of('serviceControl'),
    resourceControl: of('resourceControl'),
    vpcEndpoint: of('vpcEndpoint'),
    undecided: { result, rule: 'R1.4', reason: 'a statement that denies could not be evaluated' },
  };
}

/** Where the result is not just what the statements say. */
function exception(type: DecidingType, outcome: SetOutcome, said: SetOutcome, view: RequestView): PolicyTypeResult | undefined {
  const { principal, request } = view;
  const { policies } = request;
  switch (type) {
    case 'identity':
    case 'permissionsBoundary':
      if (principal.kind === 'root') return unconcerned('R8.12', 'the account root has neither identity-based policies nor a boundary');
      if (accountOf(principal) === undefined) return unconcerned('R7.9', 'the caller belongs to no account');
      if (type === 'identity') return policies.identity ? undefined : silent('R8.1', 'the caller has no identity-based policy');
      return policies.permissionsBoundary ? undefined : unconcerned('R8.10', 'the caller has no permissions boundary');
    case 'session':
      if (accountOf(principal) === undefined) return unconcerned('R7.9', 'the caller belongs to no account');
      if (policies.session) return undefined;
      return principal.kind === 'federatedUser' ? silent('R8.11b', 'a federated user without session policies has no permissions of its own') : unconcerned('R8.11b', 'the session has no session policy');
    case 'resource':
      return resourceException(outcome, said, view);
    case 'serviceControl':
    case 'resourceControl':
      return controlException(type, outcome, view);
    case 'vpcEndpoint':
      if (!policies.vpcEndpoint) return unconcerned('R8.13', 'the request came through no VPC endpoint');
      return allows(said) && !allows(outcome) && !isDenied(outcome) ? silent('R8.13', 'a statement allows the account, which to a gateway endpoint is its root alone') : undefined;
  }
}

function resourceException(outcome: SetOutcome, said: SetOutcome, view: RequestView): PolicyTypeResult | undefined {
  const { principal, request } = view;
  const account = accountOf(principal);
  if (!request.policies.resource) {
    const demanded = account === undefined || account !== view.resourceAccount || resourceSide(view) !== 'adding';
    return demanded ? silent(account === undefined ? 'R7.9' : account === view.resourceAccount ? 'R8.5' : 'R8.7', 'the resource has no policy, and one would have to allow') : unconcerned('R8.4', 'the resource has no policy');
  }
  if (isDenied(said) && !isDenied(outcome)) {
    return { result: outcomeWord(outcome), rule: 'R8.12', reason: 'a statement denies the action, but the account root can always repair a bucket policy' };
  }
  if (allows(said) && !allows(outcome) && !isDenied(outcome)) return silent('R11.19', 'a statement allows the action, but a public bucket policy serves its own account and services alone');
  if (!allows(outcome) || isDenied(outcome)) return undefined;
  if (!comesByItsProvider(view)) return silent('R11.4', 'a statement allows the action, but a provider of the other kind admits by it');
  const delegates = account === undefined || account === view.resourceAccount || canBeDelegated(view);
  return delegates ? undefined : silent('R8.7', 'a statement allows the action, but it cannot be given to a caller of another account or partition');
}

function controlException(type: 'serviceControl' | 'resourceControl', outcome: SetOutcome, view: RequestView): PolicyTypeResult | undefined {
  const words = type === 'serviceControl' ? 'service control' : 'resource control';
  if (!view.request.policies[type]) return unconcerned('R10.1', `no ${words} policies are attached`);
  const exemption = type === 'serviceControl' ? serviceControlExemption(view) : resourceControlExemption(view);
  if (exemption) return unconcerned(exemption.rule, exemption.reason);
  return outcomeWord(outcome) === 'implicitDeny' ? silent('R10.3', 'not every level of the hierarchy allows the action') : undefined;
}
