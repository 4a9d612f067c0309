import { accountOf, carriesBoundary, strength } from '../principal.ts';
import { resourceControlExemption, serviceControlExemption } from './applicability.ts';
import type { MatchedStatement } from './decision.ts';
import { isDenied, noOutcome, notApplicable, strengthsOf, withoutAllowance, withoutDenial } from './outcome-bits.ts';
import type { SetOutcome } from './outcome-bits.ts';
import type { PolicySet } from './policy-set.ts';
import { isPublicPolicy } from './public-policy.ts';
import type { RequestView } from './request-view.ts';
import { evaluateLevels, evaluateSet } from './set-outcome.ts';
import type { Outcomes, Recording } from './set-outcome.ts';

/** Asks every policy that applies. */
export function outcomesOf(view: RequestView, recording: Recording | undefined): Outcomes {
  const { policies } = view.request;
  const hasAccount = accountOf(view.principal) !== undefined;
  const holds = hasAccount && view.principal.kind !== 'root';
  const { identity, permissionsBoundary, session, serviceControl, resourceControl, vpcEndpoint } = policies;
  return {
    identity: holds && identity ? evaluateSet(identity, view, 'identity', recording) : noOutcome,
    permissionsBoundary: permissionsBoundary && carriesBoundary(view.principal) ? evaluateSet(permissionsBoundary, view, 'permissionsBoundary', recording) : notApplicable,
    session: hasAccount && session ? evaluateSet(session, view, 'session', recording) : notApplicable,
    resource: policies.resource ? resourceOutcome(policies.resource, view, recording) : noOutcome,
    serviceControl: serviceControl && !serviceControlExemption(view) ? evaluateLevels(serviceControl, view, 'serviceControl', recording) : notApplicable,
    resourceControl: resourceControl && !resourceControlExemption(view) ? evaluateLevels(resourceControl, view, 'resourceControl', recording) : notApplicable,
    vpcEndpoint: vpcEndpoint ? endpointOutcome(vpcEndpoint, view, recording) : notApplicable,
  };
}

/** The statements that match, all of them. */
export function findMatches(view: RequestView): readonly MatchedStatement[] {
  const recording: Recording = { matched: [], observer: undefined };
  outcomesOf(view, recording);
  return recording.matched;
}

/** What any of them says. */
export const everything = (outcomes: Outcomes): SetOutcome =>
  outcomes.identity | outcomes.permissionsBoundary | outcomes.session | outcomes.resource | outcomes.serviceControl | outcomes.resourceControl | outcomes.vpcEndpoint;

/** The services that have gateway endpoints. */
const gatewayServices: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/** R8.13: to the policy of a gateway endpoint an account is its root alone. */
function endpointOutcome(endpoint: PolicySet, view: RequestView, recording: Recording | undefined): SetOutcome {
  const outcome = evaluateSet(endpoint, view, 'vpcEndpoint', recording);
  return gatewayServices.has(view.action.service) && view.principal.kind !== 'root' && strengthsOf(outcome) === strength.account ? withoutAllowance(outcome) : outcome;
}

function resourceOutcome(resource: PolicySet, view: RequestView, recording: Recording | undefined): SetOutcome {
  const { principal, request, action, resourceAccount } = view;
  const outcome = evaluateSet(resource, view, 'resource', recording);
  const account = accountOf(principal);
  // R8.12: a bucket's root can always repair the bucket policy.
  if (isDenied(outcome) && principal.kind === 'root' && account === resourceAccount && bucketPolicyActions.has(action.name)) return withoutDenial(outcome);
  // R11.19: a public bucket policy serves its own account and services alone.
  const restricted = request.blockPublicAccess?.restrictPublicBuckets === true && action.service === 's3' && principal.kind !== 'service' && account !== resourceAccount;
  return restricted && isPublicPolicy(resource) ? withoutAllowance(outcome) : outcome;
}

const bucketPolicyActions: ReadonlySet<string> = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);
