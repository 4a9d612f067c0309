import { accountOf, strength } from '../principal.ts';
import type { Strengths } from '../principal.ts';
import type { Decision, DecidingType, Outcome } from './decision.ts';
import { canBeDelegated, comesByItsProvider } from './delegation.ts';
import { resourceSide } from './demanding-service.ts';
import { isForbidden } from './guard-rail.ts';
import { allows, doesNotHinder, isDenied, isUndecided, notApplicable, strengthsOf } from './outcome-bits.ts';
import { everything, outcomesOf } from './outcomes.ts';
import { deniedReasons, missingReasons, undecidedReasons } from './reason.ts';
import type { Principal } from './request.ts';
import type { RequestView } from './request-view.ts';
import { defaultSemantics } from './semantics.ts';
import type { Semantics } from './semantics.ts';
import type { Outcomes, Recording } from './set-outcome.ts';
import { TakenDecision } from './taken-decision.ts';

/** The decision procedure (evaluation.md 8.2).
 * @throws Error where something is wrong inside, which the caller turns into a denial */
export function decide(view: RequestView, recording: Recording | undefined): Decision {
  const { principal, action, semantics } = view;
  if (action.name === 'sts:getcalleridentity' && principal.kind !== 'anonymous' && principal.kind !== 'federated') {
    // No policy is asked, so that no statement has matched either.
    return new TakenDecision('allowed', undefined, 'R8.16', 'every authenticated caller may ask who it is', [], view, semantics);
  }
  const outcomes = outcomesOf(view, recording);
  recording?.observer?.combined(outcomes);

  // 1: explicit denials
  const denying = isDenied(everything(outcomes)) ? firstDenying(outcomes, semantics) : undefined;
  if (denying) {
    return isUndecided(outcomes[denying]) ? conclude(view, recording, 'explicitDeny', denying, 'R1.4', undecidedReasons[denying]) : conclude(view, recording, 'explicitDeny', denying, 'R8.2', deniedReasons[denying]);
  }
  // 2: ceilings
  if (!doesNotHinder(outcomes.resourceControl)) return missing(view, recording, 'resourceControl', 'R10.3');
  if (!doesNotHinder(outcomes.serviceControl)) return missing(view, recording, 'serviceControl', 'R10.3');
  if (!doesNotHinder(outcomes.vpcEndpoint)) return missing(view, recording, 'vpcEndpoint', 'R8.13');
  if (isForbidden(view)) return conclude(view, recording, 'implicitDeny', 'identity', 'R8.15', 'the resource is AWS\'s own and cannot be changed');

  if (principal.kind === 'root' && action.name === 'sts:assumerole') return conclude(view, recording, 'implicitDeny', 'identity', 'R9.8', 'roles may not be assumed by root accounts');
  if (action.name === 'sts:getsessiontoken' && accountOf(principal) !== undefined) return allow(view, recording, undefined, 'R8.16', 'a session token of one\'s own needs no permission');

  const granted = strengthsOf(outcomes.resource);
  // 3: callers without an identity side
  const account = accountOf(principal);
  if (account === undefined) {
    const enough = principal.kind === 'anonymous' ? granted & strength.star : comesByItsProvider(view) ? granted : 0;
    const rule = principal.kind === 'anonymous' ? 'R7.9' : 'R7.10';
    return enough !== 0 ? allow(view, recording, 'resource', rule, 'the resource-based policy allows the caller') : missing(view, recording, 'resource', rule);
  }
  // 4 and 5: the identity side, combined with the resource side
  const side = identitySide(principal, outcomes);
  return account === view.resourceAccount ? decideSameAccount(view, recording, side, granted) : decideCrossAccount(view, recording, side, granted);
}

/** What a switch leaves out of the order still denies. */
function firstDenying(outcomes: Outcomes, { denyOrder }: Semantics): DecidingType | undefined {
  const denies = (type: DecidingType): boolean => isDenied(outcomes[type]);
  return denyOrder.find(denies) ?? defaultSemantics.denyOrder.find(denies);
}

function decideSameAccount(view: RequestView, recording: Recording | undefined, side: IdentitySide, granted: Strengths): Decision {
  const direct = strength.userArn | strength.sessionArn | strength.federatedUserArn | (view.semantics.bareStarUncapped ? strength.star : view.principal.kind === 'roleSession' ? strength.pinnedStar : 0);
  if ((granted & direct) !== 0) return allow(view, recording, 'resource', 'R8.6', 'the resource-based policy names the caller');
  const capped = (granted & (strength.roleArn | strength.parentUserArn | strength.star)) !== 0;
  if (capped && (side & capsAllow) === capsAllow) return allow(view, recording, 'resource', 'R8.6', 'the resource-based policy names the role or user behind the session');
  if (resourceSide(view) !== 'adding') {
    if (granted === 0) return missing(view, recording, 'resource', 'R8.5');
    if ((granted & (strength.account | strength.star)) !== 0 && side === allAllow) {
      return allow(view, recording, 'identity', 'R11.2', 'the resource-based policy leaves it to the account, whose policies allow the action');
    }
    return missing(view, recording, firstMissing(side, capped), 'R8.6');
  }
  if (side !== allAllow) return missing(view, recording, firstMissing(side, capped), capped ? 'R8.6' : 'R8.1');
  return view.principal.kind === 'root' ? allow(view, recording, undefined, 'R8.12', 'the account root has full access to its account') : allow(view, recording, 'identity', 'R8.4', 'an identity-based policy allows the action');
}

function decideCrossAccount(view: RequestView, recording: Recording | undefined, side: IdentitySide, granted: Strengths): Decision {
  if (granted === 0 || !canBeDelegated(view)) return missing(view, recording, 'resource', 'R8.7');
  return side === allAllow ? allow(view, recording, 'resource', 'R8.7', 'the caller\'s account and the resource-based policy both allow the action') : missing(view, recording, firstMissing(side, false), 'R8.7');
}

const allow = (view: RequestView, recording: Recording | undefined, by: DecidingType | undefined, rule: string, reason: string): Decision => conclude(view, recording, 'allowed', by, rule, reason);

const missing = (view: RequestView, recording: Recording | undefined, by: DecidingType, rule: string): Decision => conclude(view, recording, 'implicitDeny', by, rule, missingReasons[by]);

function conclude(view: RequestView, recording: Recording | undefined, decision: Outcome, by: DecidingType | undefined, rule: string, reason: string): Decision {
  return new TakenDecision(decision, by, rule, reason, recording?.matched, view, view.semantics);
}

/** What the caller's own account says, as bits: which of its layers let the request pass. */
type IdentitySide = number;

const identityAllows = 1;
const boundaryAllows = 2;
const sessionAllows = 4;
const capsAllow = boundaryAllows | sessionAllows;
const allAllow = identityAllows | capsAllow;

function identitySide(principal: Principal, { identity, permissionsBoundary, session }: Outcomes): IdentitySide {
  // R8.11b: a federated user without session policies has nothing from its user's.
  const bySession = session === notApplicable ? principal.kind !== 'federatedUser' : allows(session);
  const byIdentity = principal.kind === 'root' || allows(identity);
  return (byIdentity ? identityAllows : 0) | (doesNotHinder(permissionsBoundary) ? boundaryAllows : 0) | (bySession ? sessionAllows : 0);
}

/** R8.19, 5–7: the type that is named where several do not allow. */
function firstMissing(side: IdentitySide, skipIdentity: boolean): DecidingType {
  if ((side & identityAllows) === 0 && !skipIdentity) return 'identity';
  if ((side & boundaryAllows) === 0) return 'permissionsBoundary';
  return (side & sessionAllows) === 0 ? 'session' : 'identity';
}
