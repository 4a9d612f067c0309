import type { sts } from '@assent/catalog';
import type { Authorizer } from '../authorization/authorizer.ts';
import type { Call } from '../operation/call.ts';
import type { Identity } from '../session/directory-credentials.ts';
import { ApiError } from '../wire/api-error.ts';
import { issueSession, reissueSession } from './issue-session.ts';
import { issueRoleSession, namedRole, roleRequirements } from './role-session.ts';
import type { IssuedRoleSession } from './role-session.ts';

/** What a service assumes a role with. */
export interface ServiceRoleRequest {
  readonly role: string;
  readonly sessionName: string;
  /** The resource that the service acts for, and its account. */
  readonly sourceArn: string | undefined;
  readonly sourceAccount: string | undefined;
  readonly durationSeconds: number | undefined;
}

/** Assumes a role for a service, which the role's trust policy must name (R11.1, evaluation.md 8.3); resource control
 * policies apply. A role that does not exist is refused as one that does not trust.
 * @param callOfService the call, made by the service, in the account of the role
 * @throws ApiError `AccessDenied`, `ValidationError` */
export function assumeServiceRole({ role: roleArn, sessionName, sourceArn, sourceAccount, durationSeconds }: ServiceRoleRequest, callOfService: (account: string, partition: string) => Call, authorizer: Authorizer): IssuedRoleSession {
  const call = callOfService('', 'aws');
  const { role, partition } = namedRole(roleArn, call.snapshot);
  if (!role) throw new ApiError('AccessDenied', `User: ${call.caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`);
  const own = callOfService(role.account, partition);
  const keys = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceAccount };
  authorizer.authorize(own, 'sts', roleRequirements(role, partition, { action: 'sts:AssumeRole', sessionName, passed: {}, inherited: [], sourceIdentity: undefined, durationSeconds, keys }));
  return issueRoleSession(own, role, { sessionName, durationSeconds, policies: {}, passed: {}, tags: { tags: [], transitiveTagKeys: [], inherited: [] }, sourceIdentity: undefined });
}

/** Credentials with which a service goes on in the name of its caller: who that is and what caps him stays, and every
 * decision learns of the service (`aws:ViaAWSService`, `aws:CalledVia`). They last no longer than the caller's own. */
export function forwardSession(identity: Identity, service: string, durationSeconds: number, call: Call): sts.Credentials {
  if (identity.kind === 'key') {
    const { account, user } = identity.key;
    return issueSession(call, account, durationSeconds, { holder: user === undefined ? { kind: 'root' } : { kind: 'user', userId: user }, carried: via(service, {}), ofLongTermKey: true });
  }
  const { session } = identity;
  const expiresAt = Math.min(session.expiresAt, call.now.getTime() + durationSeconds * 1000);
  return reissueSession(call, session, { expiresAt, carried: via(service, session.carried ?? {}) });
}

type Carried = Readonly<Record<string, string | readonly string[]>>;

function via(service: string, carried: Carried): Carried {
  const before = carried['aws:calledvia'];
  return { ...carried, 'aws:viaawsservice': 'true', 'aws:calledvia': [...(typeof before === 'object' ? before : []), service] };
}
