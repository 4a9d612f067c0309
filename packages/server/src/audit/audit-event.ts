import type { Decision } from '@assent/policy';
import type { Caller } from '../authorization/caller.ts';
import type { Judgement } from '../authorization/judgement.ts';
import type { Call } from '../operation/call.ts';
import { tellable } from './request-parameters.ts';

/** A decision in the shape of a CloudTrail event. */
export interface AuditEvent {
  readonly eventVersion: '1.11';
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent: string | undefined;
  readonly userIdentity: Readonly<Record<string, unknown>>;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: null;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly requestID: string;
  readonly eventID: string;
  readonly eventType: 'AwsApiCall';
  readonly recipientAccountId: string | undefined;
  readonly resources: readonly { readonly ARN: string; readonly accountId: string | undefined }[];
  readonly additionalEventData: { readonly assent: AuditedDecision };
}

/** What Assent has to say beside CloudTrail. */
export interface AuditedDecision {
  /** `notDecided`: it did not come to a decision, for instance since the signature was wrong. */
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'notDecided';
  /** Whether the call was refused; where its service is audited only, it went on all the same. `brokenOff` comes second, behind
   * `forwarded`: the body was not the one that was signed, and the upstream never got all of it. */
  readonly outcome: 'forwarded' | 'served' | 'refused' | 'brokenOff';
  readonly enforcement: 'on' | 'audit';
  readonly policyType?: string | undefined;
  readonly policy?: string | undefined;
  /** Its Sid, or its position from 0. */
  readonly statement?: string | number | undefined;
  readonly rule?: string;
  /** IAM actions that were asked for, with their resources and decisions, the last of them decided. */
  readonly actions: readonly { readonly action: string; readonly resource: string; readonly decision: string }[];
}

export interface AuditedCall {
  readonly call: Pick<Call, 'requestId' | 'now' | 'region' | 'sourceIp' | 'userAgent' | 'judgements'> & { readonly caller?: Caller };
  readonly eventId: string;
  /** `s3`, `iam`: what stands before `.amazonaws.com`. */
  readonly service: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly outcome: AuditedDecision['outcome'];
  readonly enforcement: AuditedDecision['enforcement'];
}

/** Writes down what was decided of a call. Secrets, and bodies that are payload, are not in it. */
export function auditEvent({ call, eventId, service, operation, parameters, error, outcome, enforcement }: AuditedCall): AuditEvent {
  const { caller, judgements } = call;
  const last = judgements.at(-1);
  return {
    eventVersion: '1.11',
    eventTime: call.now.toISOString().replace(/\.\d{3}/, ''),
    eventSource: `${service}.amazonaws.com`,
    eventName: operation,
    awsRegion: call.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent?.slice(0, 1_024),
    userIdentity: caller ? identityOf(caller) : { type: 'Unknown' },
    requestParameters: parameters ? tellable(parameters) : null,
    responseElements: null,
    ...(error ? { errorCode: error.code, errorMessage: error.message.slice(0, 2_048) } : {}),
    requestID: call.requestId,
    eventID: eventId,
    eventType: 'AwsApiCall',
    recipientAccountId: last?.request.resourceAccount ?? caller?.account,
    resources: judgements.filter(({ request }) => request.resource !== '*').slice(0, 100).map(({ request }) => ({ ARN: request.resource, accountId: request.resourceAccount })),
    additionalEventData: { assent: decided(judgements, outcome, enforcement) },
  };
}

function decided(judgements: readonly Judgement[], outcome: AuditedDecision['outcome'], enforcement: AuditedDecision['enforcement']): AuditedDecision {
  const last = judgements.at(-1);
  const actions = judgements.slice(-100).map(({ request, decision }) => ({ action: request.action, resource: request.resource, decision: decision.decision }));
  if (!last) return { decision: 'notDecided', outcome, enforcement, actions };
  return { decision: last.decision.decision, outcome, enforcement, ...decidedBy(last.decision), actions };
}

/** The policy and statement that a decision rests on. */
export function decidedBy({ decision, by, rule, matchedStatements }: Decision): Pick<AuditedDecision, 'policyType' | 'policy' | 'statement' | 'rule'> {
  const effect = decision === 'allowed' ? 'Allow' : 'Deny';
  const deciding = decision === 'implicitDeny' ? undefined : (matchedStatements.find((each) => each.policyType === by && each.effect === effect) ?? matchedStatements.find((each) => each.effect === effect));
  return { policyType: by, policy: deciding?.policy, statement: deciding && (deciding.sid ?? deciding.statementIndex), rule };
}

const kinds: Readonly<Record<Caller['principal']['kind'], string>> = {
  root: 'Root',
  user: 'IAMUser',
  roleSession: 'AssumedRole',
  federatedUser: 'FederatedUser',
  federated: 'WebIdentityUser',
  service: 'AWSService',
  canonicalUser: 'AWSAccount',
  anonymous: 'AWSAccount',
};

function identityOf({ principal, userId, arn, account, accessKeyId, user, role, session }: Caller): Readonly<Record<string, unknown>> {
  if (principal.kind === 'anonymous') return { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' };
  return {
    type: kinds[principal.kind],
    principalId: userId,
    arn,
    accountId: account,
    ...(accessKeyId === '' ? {} : { accessKeyId }),
    ...(user && principal.kind === 'user' ? { userName: user.name } : {}),
    ...(session
      ? {
          sessionContext: {
            ...(principal.kind === 'roleSession' ? { sessionIssuer: { type: 'Role', principalId: role?.id, arn: principal.roleArn, accountId: account, userName: role?.name } } : {}),
            attributes: { creationDate: new Date(session.issuedAt).toISOString().replace(/\.\d{3}/, ''), mfaAuthenticated: String(session.mfaAt !== undefined) },
            ...(session.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
          },
        }
      : {}),
  };
}
