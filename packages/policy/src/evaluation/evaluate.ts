import { parseArn } from '../arn.ts';
import { accountOf, carriesBoundary, strength } from '../principal.ts';
import type { Strengths } from '../principal.ts';
import { resourceControlApplies, serviceControlApplies } from './applicability.ts';
import type { Decision, DecidingType, MatchedStatement, Outcome } from './decision.ts';
import { resourceSide } from './demanding-service.ts';
import { isForbidden } from './guard-rail.ts';
import type { PolicySet } from './policy-set.ts';
import { isPublicPolicy } from './public-policy.ts';
import type { AuthorizationRequest, Principal } from './request.ts';
import { RequestView } from './request-view.ts';
import { defaultSemantics } from './semantics.ts';
import type { Semantics } from './semantics.ts';
import { allows, doesNotHinder, evaluateLevels, evaluateSet, isDenied, isUndecided, noOutcome, notApplicable, strengthsOf, withoutAllowance, withoutDenial, withoutStrengths } from './set-outcome.ts';
import type { Recording, SetObserver, SetOutcome } from './set-outcome.ts';

/** What every type of policy says about one request. */
export type Outcomes = Readonly<Record<DecidingType, SetOutcome>>;

/** Decides one (action, resource) pair (evaluation.md 8.2). It never throws: what goes wrong inside is a denial that
 * names itself (R1.4).
 * @example evaluate({ principal, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context: new Map(), policies: { identity } }) */
export function evaluate(request: AuthorizationRequest, semantics: Semantics = defaultSemantics): Decision {
  return evaluateObserved(request, semantics, { matched: [], complete: false, partial: false, observer: undefined });
}

/** The same, telling an observer of every set that took part, and leaving out none of the statements that matched. */
export function evaluateWith(observer: SetObserver, request: AuthorizationRequest, semantics: Semantics): Decision {
  return evaluateObserved(request, semantics, { matched: [], complete: true, partial: false, observer });
}

function evaluateObserved(request: AuthorizationRequest, semantics: Semantics, recording: Recording): Decision {
  try {
    return decide({ view: new RequestView(request), semantics, recording });
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

/** One request on its way to a decision. */
interface Deciding {
  readonly view: RequestView;
  readonly semantics: Semantics;
  readonly recording: Recording;
}

function decide(deciding: Deciding): Decision {
  const { view, semantics } = deciding;
  const { principal, action } = view;
  if (action.name === 'sts:getcalleridentity' && principal.kind !== 'anonymous' && principal.kind !== 'federated') {
    return allow(deciding, undefined, 'R8.16', 'every authenticated caller may ask who it is');
  }
  const outcomes = outcomesOf(deciding);

  // 1: explicit denials
  const denying = isDenied(everything(outcomes)) ? semantics.denyOrder.find((type) => isDenied(outcomes[type])) : undefined;
  if (denying) {
    return isUndecided(outcomes[denying]) ? conclude(deciding, 'explicitDeny', denying, 'R1.4', undecidedReasons[denying]) : conclude(deciding, 'explicitDeny', denying, 'R8.2', deniedReasons[denying]);
  }
  // 2: ceilings
  if (!doesNotHinder(outcomes.resourceControl)) return missing(deciding, 'resourceControl', 'R10.3');
  if (!doesNotHinder(outcomes.serviceControl)) return missing(deciding, 'serviceControl', 'R10.3');
  if (!doesNotHinder(outcomes.vpcEndpoint)) return missing(deciding, 'vpcEndpoint', 'R8.13');
  if (isForbidden(view)) return conclude(deciding, 'implicitDeny', 'identity', 'R8.15', 'the resource is AWS\'s own and cannot be changed');

  if (principal.kind === 'root' && action.name === 'sts:assumerole') return conclude(deciding, 'implicitDeny', 'identity', 'R9.8', 'roles may not be assumed by root accounts');
  if (action.name === 'sts:getsessiontoken' && accountOf(principal) !== undefined) return allow(deciding, undefined, 'R8.16', 'a session token of one\'s own needs no permission');

  const granted = strengthsOf(outcomes.resource);
  // 3: callers without an identity side
  const account = accountOf(principal);
  if (account === undefined) {
    const enough = principal.kind === 'anonymous' ? granted & strength.star : granted;
    const rule = principal.kind === 'anonymous' ? 'R7.9' : 'R7.10';
    return enough !== 0 ? allow(deciding, 'resource', rule, 'the resource-based policy allows the caller') : missing(deciding, 'resource', rule);
  }
  // 4 and 5: the identity side, combined with the resource side
  const side = identitySide(principal, outcomes);
  return account === view.resourceAccount ? decideSameAccount(deciding, side, granted) : decideCrossAccount(deciding, side, granted);
}

function decideSameAccount(deciding: Deciding, side: IdentitySide, granted: Strengths): Decision {
  const { view, semantics } = deciding;
  const direct = strength.userArn | strength.sessionArn | strength.federatedUserArn | (semantics.bareStarUncapped ? strength.star : 0);
  if ((granted & direct) !== 0) return allow(deciding, 'resource', 'R8.6', 'the resource-based policy names the caller');
  const capped = (granted & (strength.roleArn | strength.parentUserArn)) !== 0;
  if (capped && side.boundaryAllows && side.sessionAllows) return allow(deciding, 'resource', 'R8.6', 'the resource-based policy names the role or user behind the session');
  if (resourceSide(view) !== 'adding') {
    if (granted === 0) return missing(deciding, 'resource', 'R8.5');
    if ((granted & (strength.account | strength.star)) !== 0 && side.allows) {
      return allow(deciding, 'identity', 'R11.2', 'the resource-based policy leaves it to the account, whose policies allow the action');
    }
    return missing(deciding, firstMissing(side, capped), 'R8.6');
  }
  if (!side.allows) return missing(deciding, firstMissing(side, capped), capped ? 'R8.6' : 'R8.1');
  return view.principal.kind === 'root' ? allow(deciding, undefined, 'R8.12', 'the account root has full access to its account') : allow(deciding, 'identity', 'R8.4', 'an identity-based policy allows the action');
}

function decideCrossAccount(deciding: Deciding, side: IdentitySide, granted: Strengths): Decision {
  if (granted === 0 || crossesPartition(deciding.view)) return missing(deciding, 'resource', 'R8.7');
  return side.allows ? allow(deciding, 'resource', 'R8.7', 'the caller\'s account and the resource-based policy both allow the action') : missing(deciding, firstMissing(side, false), 'R8.7');
}

const allow = (deciding: Deciding, by: DecidingType | undefined, rule: string, reason: string): Decision => conclude(deciding, 'allowed', by, rule, reason);

const missing = (deciding: Deciding, by: DecidingType, rule: string): Decision => conclude(deciding, 'implicitDeny', by, rule, missingReasons[by]);

function conclude(deciding: Deciding, decision: Outcome, by: DecidingType | undefined, rule: string, reason: string): Decision {
  const { matched, partial } = deciding.recording;
  if (partial) return withDeferredMatches(deciding, by === undefined ? { decision, rule, reason } : { decision, by, rule, reason });
  return by === undefined ? { decision, rule, reason, matchedStatements: matched } : { decision, by, rule, reason, matchedStatements: matched };
}

/** Of a principal with very many statements, those that matched are looked for when somebody asks. */
function withDeferredMatches({ view, semantics }: Deciding, decision: Omit<Decision, 'matchedStatements'>): Decision {
  let found: readonly MatchedStatement[] | undefined;
  const get = (): readonly MatchedStatement[] => {
    if (!found) {
      const recording: Recording = { matched: [], complete: true, partial: false, observer: undefined };
      outcomesOf({ view, semantics, recording });
      found = recording.matched;
    }
    return found;
  };
  return Object.defineProperty(decision, 'matchedStatements', { enumerable: true, get }) as Decision;
}

function outcomesOf({ view, semantics, recording }: Deciding): Outcomes {
  const { policies } = view.request;
  const hasAccount = accountOf(view.principal) !== undefined;
  const holds = hasAccount && view.principal.kind !== 'root';
  const { identity, permissionsBoundary, session, serviceControl, resourceControl, vpcEndpoint } = policies;
  return {
    identity: holds && identity ? evaluateSet(identity, view, 'identity', semantics, recording) : noOutcome,
    permissionsBoundary: carriesBoundary(view.principal) && permissionsBoundary ? evaluateSet(permissionsBoundary, view, 'permissionsBoundary', semantics, recording) : notApplicable,
    session: hasAccount && session ? evaluateSet(session, view, 'session', semantics, recording) : notApplicable,
    resource: policies.resource ? resourceOutcome(policies.resource, view, semantics, recording) : noOutcome,
    serviceControl: serviceControl && serviceControlApplies(view) ? evaluateLevels(serviceControl, view, 'serviceControl', semantics, recording) : notApplicable,
    resourceControl: resourceControl && resourceControlApplies(view) ? evaluateLevels(resourceControl, view, 'resourceControl', semantics, recording) : notApplicable,
    vpcEndpoint: vpcEndpoint ? endpointOutcome(vpcEndpoint, view, semantics, recording) : notApplicable,
  };
}

const everything = (outcomes: Outcomes): SetOutcome =>
  outcomes.identity | outcomes.permissionsBoundary | outcomes.session | outcomes.resource | outcomes.serviceControl | outcomes.resourceControl | outcomes.vpcEndpoint;

/** R8.13: at a gateway endpoint, which only S3 and DynamoDB have, an account admits its root alone. */
function endpointOutcome(endpoint: PolicySet, view: RequestView, semantics: Semantics, recording: Recording): SetOutcome {
  const outcome = evaluateSet(endpoint, view, 'vpcEndpoint', semantics, recording);
  const gateway = view.action.service === 's3' || view.action.service === 'dynamodb';
  return gateway && view.principal.kind !== 'root' ? withoutStrengths(outcome, strength.account) : outcome;
}

/** R11.4: a SAML provider speaks for nobody in AssumeRoleWithWebIdentity, and the others for nobody in AssumeRoleWithSAML. */
function speaksForNobody({ principal, action }: RequestView): boolean {
  if (principal.kind !== 'federated') return false;
  const saml = parseArn(principal.provider)?.resource.startsWith('saml-provider/') === true;
  return action.name === (saml ? 'sts:assumerolewithwebidentity' : 'sts:assumerolewithsaml');
}

function resourceOutcome(resource: PolicySet, view: RequestView, semantics: Semantics, recording: Recording): SetOutcome {
  const { principal, request, action, resourceAccount } = view;
  const found = evaluateSet(resource, view, 'resource', semantics, recording);
  const outcome = speaksForNobody(view) ? withoutAllowance(found) : found;
  const account = accountOf(principal);
  // R8.12: a bucket's root can always repair the bucket policy.
  if (isDenied(outcome) && principal.kind === 'root' && account === resourceAccount && bucketPolicyActions.has(action.name)) return withoutDenial(outcome);
  // R11.19: a public bucket policy serves its own account and services alone.
  const restricted = request.blockPublicAccess?.restrictPublicBuckets === true && action.service === 's3' && principal.kind !== 'service' && account !== resourceAccount;
  return restricted && isPublicPolicy(resource) ? withoutAllowance(outcome) : outcome;
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

const reasons = (sentence: (name: string) => string): Readonly<Record<DecidingType, string>> =>
  Object.fromEntries(Object.entries(typeNames).map(([type, name]) => [type, sentence(name)])) as Record<DecidingType, string>;

const missingReasons = reasons((name) => `no ${name} allows the action`);
const deniedReasons = reasons((name) => `a statement of the ${name} denies the action`);
const undecidedReasons = reasons((name) => `a statement of the ${name} that denies could not be evaluated`);

const bucketPolicyActions: ReadonlySet<string> = new Set(['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy']);

/** What the caller's own account says. */
interface IdentitySide {
  readonly identityAllows: boolean;
  readonly boundaryAllows: boolean;
  readonly sessionAllows: boolean;
  readonly allows: boolean;
}

function identitySide(principal: Principal, { identity, permissionsBoundary, session }: Outcomes): IdentitySide {
  const boundaryAllows = doesNotHinder(permissionsBoundary);
  // R8.11b: a federated user without session policies has nothing from its user's.
  const sessionAllows = session === notApplicable ? principal.kind !== 'federatedUser' : allows(session);
  const identityAllows = principal.kind === 'root' || allows(identity);
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

