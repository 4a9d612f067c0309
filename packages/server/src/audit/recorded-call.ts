import { denialMessage, evaluate, policySet } from '@assent/policy';
import type { AuthorizationRequest, PolicySet } from '@assent/policy';
import { decidedBy } from './audit-event.ts';
import type { AuditedDecision } from './audit-event.ts';
import type { Authorizer } from '../authorization/authorizer.ts';
import type { Judgement } from '../authorization/judgement.ts';
import { UnusablePolicyError } from '../authorization/policy-library.ts';
import { CallContext } from '../authorization/request-context.ts';
import type { Requirement } from '../authorization/requirement.ts';
import type { Call } from '../operation/call.ts';
import type { NotedCall } from './session-records.ts';

type Deciding = Pick<AuditedDecision, 'policyType' | 'policy' | 'statement' | 'rule'>;

/** One (action, resource) pair that a call needs, and what is decided about it. */
export interface RecordedNeed {
  readonly action: string;
  readonly resource: string;
  /** `notDecided`: a policy that applies cannot be used. */
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'notDecided';
  readonly policyType?: string | undefined;
  readonly policy?: string | undefined;
  readonly statement?: string | number | undefined;
  readonly rule?: string | undefined;
  /** What would still deny if the caller's own policies allowed everything; absent where they would be enough. */
  readonly heldBy?: Deciding & { readonly decision: 'explicitDeny' | 'implicitDeny' };
  /** AWS's words for the denial. */
  readonly message?: string;
  /** The service that a role is passed to. */
  readonly passedTo?: string;
}

/** What a session asked for, and how often. */
export interface RecordedCall {
  readonly service: string;
  readonly operation: string;
  readonly outcome: AuditedDecision['outcome'];
  readonly enforcement: AuditedDecision['enforcement'];
  /** Code of the refusal, or of the one that would have been. */
  readonly code?: string;
  /** Why, where it is not a decision about a need that says it. */
  readonly message?: string;
  /** All that the call needs, past the first denial; empty where it is not known. */
  readonly needs: readonly RecordedNeed[];
  readonly count: number;
  /** ISO 8601. */
  readonly firstAt: string;
  readonly lastAt: string;
}

export type Outcome = Pick<RecordedCall, 'service' | 'operation' | 'outcome' | 'enforcement'> & { readonly error: { readonly code: string; readonly message: string } | undefined };

/** A call with what is known of its needs, as it is recorded. */
export function notedCall({ error, ...facts }: Outcome, needs: readonly RecordedNeed[]): NotedCall {
  const told = needs.some(({ decision }) => decision === 'explicitDeny' || decision === 'implicitDeny');
  return { ...facts, ...(error ? { code: error.code, ...(told ? {} : { message: error.message.slice(0, 2_048) }) } : {}), needs };
}

/** Decides every need of a call, also those past the first denial; nobody else is told, and nothing counts as used. */
export const recordedNeeds = (authorizer: Authorizer, call: Call, service: string, requirements: readonly Requirement[]): readonly RecordedNeed[] =>
  requirements.map((requirement) => {
    try {
      return needOf(authorizer.answer(call, requirement, (keys) => new CallContext(call, service, keys)), call.environment.library.everything);
    } catch (error) {
      if (!(error instanceof UnusablePolicyError)) throw error;
      return { action: requirement.action, resource: requirement.resource, decision: 'notDecided' };
    }
  });

function needOf({ request, decision }: Judgement, everything: PolicySet): RecordedNeed {
  const passedTo = request.action.toLowerCase() === 'iam:passrole' ? request.context?.get('iam:passedtoservice')?.values[0] : undefined;
  return {
    action: request.action,
    resource: request.resource,
    decision: decision.decision,
    ...decidedBy(decision),
    ...(decision.decision === 'allowed' ? {} : { message: denialMessage(request, decision), ...held(request, everything) }),
    ...(typeof passedTo === 'string' ? { passedTo } : {}),
  };
}

function held(request: AuthorizationRequest, everything: PolicySet): Pick<RecordedNeed, 'heldBy'> {
  const own = request.policies.identity?.policies ?? [];
  const decision = evaluate({ ...request, policies: { ...request.policies, identity: policySet([...own, ...everything.policies]) } });
  return decision.decision === 'allowed' ? {} : { heldBy: { decision: decision.decision, ...decidedBy(decision) } };
}
