import type { sts } from '@assent/catalog';
import { requestTags, resourceTags } from '../authorization/requirement.ts';
import type { Keys, Requirement } from '../authorization/requirement.ts';
import { overridden } from '../authorization/caller.ts';
import { entityArn, parseEntityArn, sessionArn } from '../directory/arn.ts';
import type { RoleFacts, Tag } from '../directory/facts.ts';
import { validation } from '../directory/fault.ts';
import type { Snapshot } from '../directory/snapshot.ts';
import type { Call } from '../operation/call.ts';
import type { Session } from '../session/session.ts';
import { issueSession } from './issue-session.ts';
import { packedPolicySize, sessionPolicies } from './session-policies.ts';
import type { PolicyInput } from './session-policies.ts';
import type { SessionTags, TagInput } from './session-tags.ts';

const defaultDuration = 3600;

/** The partition and account of a role's ARN, and the role where it exists (R22.4).
 * @throws ApiError `ValidationError` for what is no ARN */
export function namedRole(roleArn: string, snapshot: Snapshot): { readonly partition: string; readonly account: string; readonly role: RoleFacts | undefined } {
  const [first, partition, service, , account = '', ...rest] = roleArn.split(':');
  if (first !== 'arn' || !partition || !service || rest.join(':') === '') throw validation(`${roleArn} is invalid`);
  const arn = parseEntityArn(roleArn);
  const role = arn?.kind === 'role' ? snapshot.findNamed('role', arn.account, arn.name) : undefined;
  // R23.26: nothing is left to be done in a closed account.
  const isOpen = role !== undefined && snapshot.find('account', role.account)?.closed === false;
  return { partition, account, role: isOpen && role.path === arn?.path && role.name === arn.name ? role : undefined };
}

/** What a role session is asked for with. */
export interface RoleRequest {
  readonly action: 'sts:AssumeRole' | 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity';
  readonly sessionName: string;
  readonly passed: TagInput;
  /** Tags that a chain hands on (R9.6). */
  readonly inherited: readonly Tag[];
  readonly sourceIdentity: string | undefined;
  readonly durationSeconds: number | undefined;
  /** Providers of contexts that are passed along. */
  readonly contextProviders?: readonly string[];
  readonly keys: Keys;
}

/** What assuming a role needs: the action itself, and one more for each thing that comes with it; all decided with the role's
 * trust policy, which must allow in every case (R11.1, evaluation.md 8.3). */
export function roleRequirements(role: RoleFacts, partition: string, { action, sessionName, passed, inherited, sourceIdentity, durationSeconds, contextProviders = [], keys }: RoleRequest): Requirement[] {
  const { Tags = [], TransitiveTagKeys = [] } = passed;
  const all: Keys = {
    ...keys,
    ...requestTags(Tags),
    // R9.6: what a chain hands on covers the role's own tags.
    ...resourceTags(overridden(role.tags, inherited)),
    'sts:RoleSessionName': sessionName,
    'sts:SourceIdentity': sourceIdentity,
    'sts:TransitiveTagKeys': TransitiveTagKeys.length > 0 ? TransitiveTagKeys : undefined,
    'sts:DurationSeconds': durationSeconds === undefined ? undefined : String(durationSeconds),
    'sts:RequestContextProviders': contextProviders.length > 0 ? contextProviders : undefined,
  };
  const on = (needed: string): Requirement => ({
    action: needed,
    resource: entityArn(partition, role.account, 'role', role.path, role.name),
    resourceAccount: role.account,
    keys: all,
    trustOf: role.id,
  });
  return [
    on(action),
    ...(Tags.length + inherited.length > 0 ? [on('sts:TagSession')] : []),
    ...(sourceIdentity === undefined ? [] : [on('sts:SetSourceIdentity')]),
    ...(contextProviders.length > 0 ? [on('sts:SetContext')] : []),
  ];
}

export interface RoleSessionParts {
  readonly sessionName: string;
  readonly durationSeconds: number | undefined;
  /** Seconds that the caller's own credentials or assertion allow for at most. */
  readonly limit?: number;
  readonly policies: PolicyInput;
  readonly passed: TagInput;
  readonly tags: SessionTags;
  readonly sourceIdentity: string | undefined;
  readonly carried?: Session['carried'];
  /** When the second factor was given (R6.2). */
  readonly mfaAt?: number;
}

export interface IssuedRoleSession {
  readonly Credentials: sts.Credentials;
  readonly AssumedRoleUser: sts.AssumedRoleUser;
  readonly PackedPolicySize: number | undefined;
  readonly SourceIdentity: string | undefined;
}

/** Issues the session of a role, whoever it is for (R9.2, R9.3, R9.9).
 * @throws ApiError `ValidationError`, `MalformedPolicyDocument`, `InvalidParameterValue`, `PackedPolicyTooLarge` */
export function issueRoleSession(call: Call, role: RoleFacts, { sessionName, durationSeconds, limit, policies: input, passed, tags: { tags, transitiveTagKeys }, sourceIdentity, carried, mfaAt }: RoleSessionParts): IssuedRoleSession {
  const asked = durationSeconds ?? defaultDuration;
  if (asked > role.maxSessionDuration) throw validation('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  const { policies, policyArns } = sessionPolicies(input, role.account, call.snapshot);
  const PackedPolicySize = packedPolicySize({ policies, policyArns }, passed);
  const Credentials = issueSession(call, role.account, Math.min(asked, limit ?? asked), {
    holder: { kind: 'role', roleId: role.id, sessionName },
    ...(policies ? { policies } : {}),
    ...(policyArns ? { policyArns } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(transitiveTagKeys.length > 0 ? { transitiveTagKeys } : {}),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    ...(carried ? { carried } : {}),
    ...(mfaAt === undefined ? {} : { mfaAt }),
  });
  return {
    Credentials,
    AssumedRoleUser: { AssumedRoleId: `${role.id}:${sessionName}`, Arn: sessionArn(call.partition, role.account, role.name, sessionName) },
    // R22.3: only where something was passed that takes space.
    PackedPolicySize: PackedPolicySize === 0 ? undefined : PackedPolicySize,
    SourceIdentity: sourceIdentity,
  };
}
