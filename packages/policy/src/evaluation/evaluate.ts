import { accountOf, strength } from '../principal.ts';

import { resourceControlApplies, serviceControlApplies } from './applicability.ts';
import type { Decision, DecidingType, MatchedStatement } from './decision.ts';
import { resourceSide } from './demanding-service.ts';
import { isForbidden } from './guard-rail.ts';
import { isPublicPolicy } from './public-policy.ts';
import type { AuthorizationRequest, Principal } from './request.ts';
import { RequestView } from './request-view.ts';
import { defaultSemantics } from './semantics.ts';
import type { Semantics } from './semantics.ts';
import { evaluateLevels, evaluateSet, noOutcome } from './set-outcome.ts';
import type { SetOutcome } from './set-outcome.ts';

/** What every type of policy says about one request; `undefined` where there is no such policy, or it does not apply. */
interface Outcomes {
  readonly identity: SetOutcome;
  readonly permissionsBoundary: SetOutcome | undefined;
  readonly session: SetOutcome | undefined;
  readonly resource: SetOutcome;
  readonly serviceControl: SetOutcome | undefined;
  readonly resourceControl: SetOutcome | undefined;
  readonly vpcEndpoint: SetOutcome | undefined;
}

/** Decides one (action, resource) pair (evaluation.md 8.2). It never throws: what goes wrong inside is a denial that
 * names itself (R1.4).
 * @example evaluate({ principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: new Map(), policies: { identity } }) */
export function evaluate(request: AuthorizationRequest, semantics: Semantics = defaultSemantics): Decision {
  try {
    const view = new RequestView(request);
    const matched: MatchedStatement[] = [];
    return decide(view, matched, semantics);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { decision: 'explicitDeny', rule: 'R1.4', reason: `the request could not be evaluated: ${what}`, matchedStatements: [] };
  }
}

/** The decision over a call that needs several pairs: the first that is denied denies it (R1.2). */
export interface CallDecision {
  readonly decision: Decision;
  /** The position of the pair that was denied. */
  readonly failedPair?: number;
}

/** Decides a call as a whole. A call that needs nothing is a mistake, and denied. */
export function evaluateAll(requests: readonly AuthorizationRequest[], semantics: Semantics = defaultSemantics): CallDecision {
  let last: Decision | undefined;
  for (const [index, request] of requests.entries()) {
    last = evaluate(request, semantics);
    if (last.decision !== 'allowed') return { decision: last, failedPair: index };
  }
  return { decision: last ?? { decision: 'implicitDeny', rule: 'R1.2', reason: 'no action and resource to decide were given', matchedStatements: [] } };
}

function decide(view: RequestView, matched: MatchedStatement[], semantics: Semantics): Decision {
  const { principal, action } = view;
  const conclude = (decision: Decision['decision'], by: DecidingType | undefined, rule: string, reason: string): Decision => ({
    decision,
    ...(by === undefined ? {} : { by }),
    rule,
    reason,
    matchedStatements: matched,
  });
  const allow = (by: DecidingType | undefined, rule: string, reason: string): Decision => conclude('allowed', by, rule, reason);
  const missing = (by: DecidingType, rule: string): Decision => conclude('implicitDeny', by, rule, `no ${typeNames[by]} allows the action`);

  if (action === 'sts:getcalleridentity' && principal.kind !== 'anonymous') {
    return allow(undefined, 'R8.16', 'every authenticated caller may ask who it is');
  }
  const outcomes = evaluateTypes(view, matched, semantics);

  // 1: explicit denials
  for (const type of semantics.denyOrder) {
    const outcome = outcomes[type];
    if (!outcome?.denied) continue;
    const reason = outcome.undecided ? `a statement of the ${typeNames[type]} that denies could not be evaluated` : `a statement of the ${typeNames[type]} denies the action`;
    return conclude('explicitDeny', type, outcome.undecided ? 'R1.4' : 'R8.2', reason);
  }
  // 2: ceilings
  if (outcomes.resourceControl?.allowed === 0) return missing('resourceControl', 'R10.3');
  if (outcomes.serviceControl?.allowed === 0) return missing('serviceControl', 'R10.3');
  if (outcomes.vpcEndpoint?.allowed === 0) return missing('vpcEndpoint', 'R8.13');
  if (isForbidden(view)) return conclude('implicitDeny', 'identity', 'R8.15', 'the resource is AWS\'s own and cannot be changed');

  const granted = outcomes.resource.allowed;
  // 3: callers without an identity side
  const account = accountOf(principal);
  if (account === undefined) {
    const enough = principal.kind === 'anonymous' ? granted & strength.star : granted;
    const rule = principal.kind === 'anonymous' ? 'R7.9' : 'R7.10';
    return enough !== 0 ? allow('resource', rule, 'the resource-based policy allows the caller') : missing('resource', rule);
  }
  // 4 and 5: the identity side, combined with the resource side
  const side = identitySide(principal, outcomes);
  return account === view.resourceAccount ? decideSameAccount() : decideCrossAccount();

  function decideSameAccount(): Decision {
    const direct = strength.userArn | strength.sessionArn | strength.federatedUserArn | (semantics.bareStarUncapped ? strength.star : 0);
    if ((granted & direct) !== 0) return allow('resource', 'R8.6', 'the resource-based policy names the caller');
    const capped = (granted & (strength.roleArn | strength.parentUserArn)) !== 0;
    if (capped && side.boundaryAllows && side.sessionAllows) return allow('resource', 'R8.6', 'the resource-based policy names the role or user behind the session');
    if (resourceSide(view) !== 'adding') {
      if (granted === 0) return missing('resource', 'R8.5');
      if ((granted & (strength.account | strength.star)) !== 0 && side.allows) return allow('identity', 'R11.2', 'the resource-based policy leaves it to the account, whose policies allow the action');
      return missing(firstMissing(side, capped), 'R8.6');
    }
    if (side.allows) return principal.kind === 'root' ? allow(undefined, 'R8.12', 'the account root has full access to its account') : allow('identity', 'R8.4', 'an identity-based policy allows the action');
    return missing(firstMissing(side, capped), capped ? 'R8.6' : 'R8.1');
  }

  function decideCrossAccount(): Decision {
    if (granted === 0 || crossesPartition(view)) return missing('resource', 'R8.7');
    return side.allows ? allow('resource', 'R8.7', 'the caller\'s account and the resource-based policy both allow the action') : missing(firstMissing(side, false), 'R8.7');
  }
}

const typeNames: Readonly<Record<DecidingType, string>> = {
  identity: 'identity-based policy',
  permissionsBoundary: 'permissions boundary',
  session: 'session policy',
  resource: 'resource-based policy',
  serviceControl: 'service control policy',
  resourceControl: 'resource control policy',
  vpcEndpoint: 'VPC endpoint policy',
};

function evaluateTypes(view: RequestView, matched: MatchedStatement[], semantics: Semantics): Outcomes {
  const { policies } = view.request;
  const { principal } = view;
  const hasAccount = accountOf(principal) !== undefined;
  const isRoot = principal.kind === 'root';
  return {
    identity: hasAccount && !isRoot && policies.identity ? evaluateSet(policies.identity, view, 'identity', semantics, matched) : noOutcome,
    permissionsBoundary: hasAccount && !isRoot && policies.permissionsBoundary ? evaluateSet(policies.permissionsBoundary, view, 'permissionsBoundary', semantics, matched) : undefined,
    session: hasAccount && policies.session ? evaluateSet(policies.session, view, 'session', semantics, matched) : undefined,
    resource: policies.resource ? resourceOutcome(view, matched, semantics) : noOutcome,
    serviceControl: policies.serviceControl && serviceControlApplies(view) ? evaluateLevels(policies.serviceControl, view, 'serviceControl', semantics, matched) : undefined,
    resourceControl: policies.resourceControl && resourceControlApplies(view) ? evaluateLevels(policies.resourceControl, view, 'resourceControl', semantics, matched) : undefined,
    vpcEndpoint: policies.vpcEndpoint ? evaluateSet(policies.vpcEndpoint, view, 'vpcEndpoint', semantics, matched) : undefined,
  };
}

const bucketPolicyActions: ReadonlySet<string> = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);

function resourceOutcome(view: RequestView, matched: MatchedStatement[], semantics: Semantics): SetOutcome {
  const { principal, request, action } = view;
  const { resource } = request.policies;
  if (!resource) return noOutcome;
  const outcome = evaluateSet(resource, view, 'resource', semantics, matched);
  const account = accountOf(principal);
  // R8.12: a bucket's root can always repair the bucket policy.
  if (outcome.denied && principal.kind === 'root' && account === view.resourceAccount && bucketPolicyActions.has(action)) return { ...outcome, denied: false, undecided: false };
  // R11.19: a public bucket policy serves its own account and services alone.
  const restricted = request.blockPublicAccess?.restrictPublicBuckets === true && action.startsWith('s3:') && principal.kind !== 'service' && account !== view.resourceAccount;
  return restricted && isPublicPolicy(resource) ? { ...outcome, allowed: 0 } : outcome;
}

/** What the caller's own account says. */
interface IdentitySide {
  readonly identityAllows: boolean;
  readonly boundaryAllows: boolean;
  readonly sessionAllows: boolean;
  readonly allows: boolean;
}

function identitySide(principal: Principal, { identity, permissionsBoundary, session }: Outcomes): IdentitySide {
  const boundaryAllows = permissionsBoundary === undefined || permissionsBoundary.allowed !== 0;
  // R8.11b: a federated user without session policies has nothing from its user's.
  const sessionAllows = session === undefined ? principal.kind !== 'federatedUser' : session.allowed !== 0;
  const identityAllows = principal.kind === 'root' || identity.allowed !== 0;
  return { identityAllows, boundaryAllows, sessionAllows, allows: identityAllows && boundaryAllows && sessionAllows };
}

/** R8.19, 5–7: the type that is named where several do not allow. */
function firstMissing({ identityAllows, boundaryAllows, sessionAllows }: IdentitySide, skipIdentity: boolean): DecidingType {
  if (!identityAllows && !skipIdentity) return 'identity';
  if (!boundaryAllows) return 'permissionsBoundary';
  return sessionAllows ? 'identity' : 'session';
}

/** R8.7: nothing is delegated from one partition to another. */
function crossesPartition({ principal, resource }: RequestView): boolean {
  if (!('arn' in principal) || !resource.text.startsWith('arn:')) return false;
  return principal.arn.split(':', 2)[1] !== resource.text.split(':', 2)[1];
}

