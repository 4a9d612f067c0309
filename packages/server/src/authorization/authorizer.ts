import { denialMessage, evaluate, isActionName, isResourceName } from '@assent/policy';
import type { ApplicablePolicies, AuthorizationRequest, Decision, OrganizationFacts, PolicySet, RequestContext } from '@assent/policy';
import { organizationPath } from '../directory/hierarchy.ts';
import { accountIn } from '../directory/resource-arn.ts';
import { noOrganizationAccess } from '../directory/organization-fault.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { Call } from '../operation/call.ts';
import type { Requirements } from '../operation/operation.ts';
import type { Session } from '../session/session.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Caller } from './caller.ts';
import type { ControlPolicies } from './control-policies.ts';
import { memberMay } from './organization-access.ts';
import type { Judgement } from './judgement.ts';
import type { PolicyLibrary } from './policy-library.ts';
import { findGrant } from './key-grant.ts';
import { PartlyUnknownContext } from './partly-unknown-context.ts';
import { CallContext } from './request-context.ts';
import type { Keys, Requirement } from './requirement.ts';
import type { ResourcePolicies } from './resource-policies.ts';

/** Told of every decision that is taken. */
export type DecisionListener = (request: AuthorizationRequest, decision: Decision) => void;

/** Whom a question is about: what a call has of its caller. */
export type Asked = Pick<Call, 'caller' | 'account' | 'snapshot' | 'now'>;

/** Makes the context of a request from the keys that a requirement comes with. */
export type ContextOf = (keys: Keys | undefined) => RequestContext;

/** Decides calls by the policies that apply to the caller and the resource. There is no other way to be allowed. */
export class Authorizer {
  readonly #library: PolicyLibrary;
  readonly #controls: ControlPolicies;
  readonly #resources: ResourcePolicies;
  readonly #listener: DecisionListener;

  constructor(library: PolicyLibrary, controls: ControlPolicies, resources: ResourcePolicies, listener: DecisionListener) {
    this.#library = library;
    this.#controls = controls;
    this.#resources = resources;
    this.#listener = listener;
  }

  /** Every requirement must be allowed; the first that is not is the answer (R1.2).
   * @throws ApiError with AWS's words for the denial */
  authorize(call: Call, service: string, requirements: Requirements): void {
    if (requirements === 'unconditional') return;
    const all = Array.isArray(requirements) ? (requirements as readonly Requirement[]) : [requirements as Requirement];
    if (all.length === 0) throw new Error('an operation must say what it needs');
    for (const requirement of all) {
      const request = this.#request(call, requirement, (keys) => new CallContext(call, service, keys));
      const decision = this.#decide(request, requirement, call);
      if (decision.decision !== 'allowed') throw requirement.denial?.() ?? denied(service, request, decision);
      this.#checkAccess(call, service, requirement, request);
    }
  }

  /** Decides what a call of another service needs, up to the first denial, for that service's own words. Nobody is told of it
   * before it is settled.
   * @param onAbsent told of keys that policies asked for and the request has not
   * @returns the last one is the answer (R1.2) */
  judge(call: Call, service: string, requirements: readonly Requirement[], onAbsent?: (key: string) => void): readonly [Judgement, ...Judgement[]] {
    const [first, ...more] = requirements;
    if (!first) throw new Error('a call must say what it needs');
    const judged = (requirement: Requirement): Judgement => {
      const request = this.#request(call, requirement, (keys) => new CallContext(call, service, keys, onAbsent));
      return { request, decision: this.#decisionOn(request, requirement, call) };
    };
    const judgements: [Judgement, ...Judgement[]] = [judged(first)];
    for (const requirement of more) {
      if (judgements.at(-1)?.decision.decision !== 'allowed') break;
      judgements.push(judged(requirement));
    }
    return judgements;
  }

  /** What was judged is what was decided about a call. */
  settle(call: Call, judgements: readonly Judgement[]): void {
    for (const judgement of judgements) {
      call.judgements.push(judgement);
      this.#listener(judgement.request, judgement.decision);
    }
  }

  /** Decides what somebody asks about a principal, who does not call himself: nobody is told of it, and nothing counts as
   * used.
   * @param resource a resource-based policy that is given with the question, in the place of what is known */
  answer(asked: Asked, requirement: Requirement, contextOf: ContextOf, resource?: PolicySet): Judgement {
    const plain = this.#request(asked, requirement, contextOf);
    const request = resource ? { ...plain, policies: { ...plain.policies, resource } } : plain;
    return { request, decision: this.#decisionOn(request, requirement, asked) };
  }

  #decide(request: AuthorizationRequest, requirement: Requirement, call: Call): Decision {
    const decision = this.#decisionOn(request, requirement, call);
    this.settle(call, [{ request, decision }]);
    return decision;
  }

  #decisionOn(request: AuthorizationRequest, requirement: Requirement, { caller }: Asked): Decision {
    const { session } = caller;
    const plain = evaluate(request);
    const decision = plain.decision === 'implicitDeny' ? (this.#granted(request, requirement, caller) ?? plain) : plain;
    return session?.scopeDown && decision.decision === 'allowed' ? (this.#scopedDown(request, session) ?? decision) : decision;
  }

  /** Grants on keys add to what policies allow, and lift neither a denial nor a ceiling (R11.11).
   * @returns `undefined` where there is no such grant */
  #granted(request: AuthorizationRequest, { action, keys }: Requirement, caller: Caller): Decision | undefined {
    if (!action.startsWith('kms:')) return undefined;
    const grant = findGrant(this.#resources.grantsOn(request.resource), action, keys, caller);
    const open = grant && evaluate({ ...request, policies: { ...request.policies, identity: this.#library.everything, resource: this.#library.everybody } });
    if (!grant || !open) return undefined;
    return open.decision === 'allowed' ? { ...open, by: 'resource', rule: 'R11.11', reason: `the grant ${grant.id} on the key allows the action`, matchedStatements: [] } : open;
  }

  /** Scope-down policies cap whatever it is that allows, resource-based policies among it, which session policies do not
   * always (R8.6). As ceilings they are to the engine what endpoint policies are; by name they are session policies.
   * @returns the denial of the first that does not allow */
  #scopedDown(request: AuthorizationRequest, session: Session): Decision | undefined {
    for (const layer of this.#library.scopeDown(session)) {
      const { decision, rule, matchedStatements } = evaluate({ ...request, policies: { ...request.policies, vpcEndpoint: layer } });
      if (decision !== 'allowed') return { decision, rule, reason: `a scope-down policy of the session ${decision === 'explicitDeny' ? 'denies' : 'does not allow'} the action`, matchedStatements, by: 'session' };
    }
    return undefined;
  }

  /** What belongs to an organization is its management account's. Of the others of the organization, whom the operation is
   * not open to needs the organization's resource policy, which can also deny (R10.14, R23.10–R23.12). Who is in no
   * organization learns that from the operation.
   * @throws ApiError */
  #checkAccess(call: Call, service: string, requirement: Requirement, request: AuthorizationRequest): void {
    const { access } = requirement;
    const { snapshot, account } = call;
    const organization = access && snapshot.organizationOf(account);
    if (!access || !organization || organization.managementAccount === account) return;
    const resource = this.#controls.resourcePolicy(organization);
    const across = resource && { ...request, resourceAccount: organization.managementAccount, policies: { ...request.policies, resource } };
    const decision = across && this.#decide(across, requirement, call);
    if (across && decision?.decision === 'explicitDeny') throw denied(service, across, decision);
    if (!memberMay(access, organization, account, decision?.decision === 'allowed')) throw noOrganizationAccess();
  }

  #request(call: Asked, requirement: Requirement, contextOf: ContextOf): AuthorizationRequest {
    const { action, resource, resourceAccount, keys, knownBeginning, unknownKeys } = requirement;
    if (!isActionName(action)) throw new Error(`\`${action}\` is no action of the form service:Name`);
    const owner = resourceAccount ?? accountIn(resource) ?? this.#resources.ownerOf(resource) ?? call.account;
    const { snapshot, account } = call;
    const own = snapshot.organizationOf(account);
    const owners = owner === account ? own : snapshot.organizationOf(owner);
    const organization = organizationFacts(snapshot, own, owners, account, owner);
    const other = elsewhere(snapshot, own, owners, owner);
    const ofOwner = action.startsWith('s3:') && owner !== '' ? { 's3:ResourceAccount': owner } : undefined;
    const context = contextOf(other || ofOwner ? { ...other, ...ofOwner, ...keys } : keys);
    return {
      principal: call.caller.principal,
      action,
      // A name from a caller that is no ARN names nothing: what allows everything allows it, and nothing less.
      resource: isResourceName(resource) ? resource : '*',
      resourceAccount: owner,
      ...(knownBeginning === undefined ? {} : { knownBeginning }),
      context: unknownKeys ? new PartlyUnknownContext(context, unknownKeys) : context,
      now: call.now,
      ...(organization ? { organization } : {}),
      ...(action.startsWith('s3:') && this.#resources.restrictsPublic(resource) ? { blockPublicAccess: { restrictPublicBuckets: true } } : {}),
      policies: this.#policies(call, owner, requirement),
    };
  }

  #policies({ caller, snapshot }: Asked, owner: string, { trustOf, isNewKey, resource: named }: Requirement): ApplicablePolicies {
    const { user, role, session, principal } = caller;
    const holder = user ?? role;
    const identity = holder ? this.#library.identity(holder) : principal.kind === 'federatedUser' ? this.#library.everything : undefined;
    const sessionPolicies = session && this.#library.session(session);
    const trusting = trustOf === undefined ? undefined : snapshot.find('role', trustOf);
    const ofResource = isNewKey ? this.#library.delegatingTo(owner) : this.#resources.policyOf(named);
    const resource = trustOf === undefined ? ofResource : trusting && this.#library.trust(trusting);
    const serviceControl = this.#controls.serviceControl(caller.account);
    const resourceControl = this.#controls.resourceControl(owner);
    return {
      ...(identity ? { identity } : {}),
      ...(holder?.boundary === undefined ? {} : { permissionsBoundary: this.#library.boundary(holder.boundary) }),
      ...(sessionPolicies ? { session: sessionPolicies } : {}),
      ...(resource ? { resource } : {}),
      ...(serviceControl ? { serviceControl } : {}),
      ...(resourceControl ? { resourceControl } : {}),
    };
  }
}

const denied = (service: string, request: AuthorizationRequest, decision: Decision): ApiError =>
  new ApiError(service === 'iam' || service === 'sts' ? 'AccessDenied' : 'AccessDeniedException', denialMessage(request, decision));

/** Of the caller's organization, else of the owner's; each account's place where it is a member of that one. */
export function organizationFacts(snapshot: Snapshot, own: FoundOrganization, owners: FoundOrganization, account: string, owner: string): OrganizationFacts | undefined {
  const organization = own ?? owners;
  if (!organization) return undefined;
  const principalPath = own && organizationPath(snapshot, account);
  const resourcePath = owners === organization ? organizationPath(snapshot, owner) : undefined;
  return {
    id: organization.id,
    managementAccount: organization.managementAccount,
    ...(principalPath === undefined ? {} : { principalPath }),
    ...(resourcePath === undefined ? {} : { resourcePath }),
  };
}

type FoundOrganization = ReturnType<Snapshot['organizationOf']>;

/** Where the resource lies in another organization than the caller's. */
function elsewhere(snapshot: Snapshot, own: FoundOrganization, owners: FoundOrganization, owner: string): Keys | undefined {
  if (!own || !owners || own === owners) return undefined;
  return { 'aws:ResourceOrgID': owners.id, 'aws:ResourceOrgPaths': [organizationPath(snapshot, owner) ?? ''] };
}
