import { denialMessage, evaluate, isActionName, isResourceName } from '@assent/policy';
import type { ApplicablePolicies, AuthorizationRequest, Decision, OrganizationFacts } from '@assent/policy';
import type { Call } from '../operation/call.ts';
import type { Requirements } from '../operation/operation.ts';
import { ApiError } from '../wire/api-error.ts';
import type { PolicyLibrary } from './policy-library.ts';
import { CallContext } from './request-context.ts';
import type { Requirement } from './requirement.ts';

/** Told of every decision that is taken. */
export type DecisionListener = (request: AuthorizationRequest, decision: Decision) => void;

/** Decides calls by the policies that apply to the caller and the resource. There is no other way to be allowed. */
export class Authorizer {
  readonly #library: PolicyLibrary;
  readonly #listener: DecisionListener;

  constructor(library: PolicyLibrary, listener: DecisionListener) {
    this.#library = library;
    this.#listener = listener;
  }

  /** Every requirement must be allowed; the first that is not is the answer (R1.2).
   * @throws ApiError with AWS's words for the denial */
  authorize(call: Call, service: string, requirements: Requirements): void {
    if (requirements === 'unconditional') return;
    const all = Array.isArray(requirements) ? (requirements as readonly Requirement[]) : [requirements as Requirement];
    if (all.length === 0) throw new Error('an operation must say what it needs');
    for (const requirement of all) {
      const request = this.#request(call, service, requirement);
      const decision = evaluate(request);
      this.#listener(request, decision);
      if (decision.decision === 'allowed') continue;
      throw new ApiError(service === 'iam' || service === 'sts' ? 'AccessDenied' : 'AccessDeniedException', denialMessage(request, decision));
    }
  }

  #request(call: Call, service: string, { action, resource, resourceAccount, keys, trustOf }: Requirement): AuthorizationRequest {
    if (!isActionName(action)) throw new Error(`\`${action}\` is no action of the form service:Name`);
    const owner = resourceAccount ?? (/^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1] ?? call.account);
    const organization = this.#organization(call, owner);
    return {
      principal: call.caller.principal,
      action,
      // A name from a caller that is no ARN names nothing: what allows everything allows it, and nothing less.
      resource: isResourceName(resource) ? resource : '*',
      resourceAccount: owner,
      context: new CallContext(call, service, keys),
      now: call.now,
      ...(organization ? { organization } : {}),
      policies: this.#policies(call, trustOf),
    };
  }

  #policies({ caller, snapshot }: Call, trustOf: string | undefined): ApplicablePolicies {
    const { user, role, session, principal } = caller;
    const holder = user ?? role;
    const identity = holder ? this.#library.identity(holder) : principal.kind === 'federatedUser' ? this.#library.everything : undefined;
    const sessionPolicies = session && this.#library.session(session);
    const trusting = trustOf === undefined ? undefined : snapshot.find('role', trustOf);
    const member = snapshot.find('account', caller.account)?.membership;
    const limited = member !== undefined && snapshot.find('organization', member.organization)?.allFeatures === true;
    return {
      ...(identity ? { identity } : {}),
      ...(holder?.boundary === undefined ? {} : { permissionsBoundary: this.#library.boundary(holder.boundary) }),
      ...(sessionPolicies ? { session: sessionPolicies } : {}),
      ...(trusting ? { resource: this.#library.trust(trusting) } : {}),
      // The root and the account itself each have FullAWSAccess (R10.4, R23.48).
      ...(limited ? { serviceControl: [this.#library.fullAccess, this.#library.fullAccess] } : {}),
    };
  }

  #organization({ snapshot, caller }: Call, owner: string): OrganizationFacts | undefined {
    const [own, owners] = [snapshot.organizationOf(caller.account), snapshot.organizationOf(owner)];
    const organization = own ?? owners;
    if (!organization) return undefined;
    const path = (account: string): string | undefined => {
      const membership = snapshot.find('account', account)?.membership;
      return membership?.organization === organization.id ? `${organization.id}/${membership.parent}/` : undefined;
    };
    const [principalPath, resourcePath] = [own && path(caller.account), path(owner)];
    return {
      id: organization.id,
      managementAccount: organization.managementAccount,
      ...(principalPath === undefined ? {} : { principalPath }),
      ...(resourcePath === undefined ? {} : { resourcePath }),
    };
  }
}
