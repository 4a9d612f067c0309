import type { sts } from '@assent/catalog';
import { overridden } from '../../authorization/caller.ts';
import type { Keys, Requirement } from '../../authorization/requirement.ts';
import { requestTags, resourceTags } from '../../authorization/requirement.ts';
import { entityArn, parseEntityArn, sessionArn } from '../../directory/arn.ts';
import type { RoleFacts } from '../../directory/facts.ts';
import { validation } from '../../directory/fault.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { issueSession } from '../issue-session.ts';
import { checkMultiFactor } from '../multi-factor.ts';
import { packedPolicySize, sessionPolicies } from '../session-policies.ts';
import { sessionTags } from '../session-tags.ts';

type Input = sts.AssumeRoleRequest;

const defaultDuration = 3600;
const chainLimit = 3600;

/** Decided with the role's trust policy, which must allow in every case (R11.1, evaluation.md 8.3). */
export const assumeRole = reading<sts.StsOperations['AssumeRole']>({
  requires(input, call) {
    const role = findRole(input.RoleArn, call);
    const { inherited } = sessionTags(input, call.caller);
    const sourceIdentity = sourceIdentityOf(input, call);
    const keys: Keys = {
      ...requestTags(input.Tags),
      // R9.6: what a chain hands on covers the role's own tags.
      ...resourceTags(overridden(role.tags, inherited)),
      'sts:RoleSessionName': input.RoleSessionName,
      'sts:ExternalId': input.ExternalId,
      'sts:SourceIdentity': sourceIdentity,
      'sts:TransitiveTagKeys': input.TransitiveTagKeys && input.TransitiveTagKeys.length > 0 ? input.TransitiveTagKeys : undefined,
      'sts:DurationSeconds': input.DurationSeconds === undefined ? undefined : String(input.DurationSeconds),
    };
    const on = (action: string): Requirement => ({
      action,
      resource: entityArn(call.partition, role.account, 'role', role.path, role.name),
      resourceAccount: role.account,
      keys,
      trustOf: role.id,
    });
    const tagged = (input.Tags?.length ?? 0) + inherited.length > 0;
    return [on('sts:AssumeRole'), ...(tagged ? [on('sts:TagSession')] : []), ...(sourceIdentity === undefined ? [] : [on('sts:SetSourceIdentity')])];
  },
  handle(input, call) {
    const { caller, partition, snapshot } = call;
    checkMultiFactor(input);
    // Nobody vouches for an identity context here, so that none can be trusted.
    if (input.ProvidedContexts && input.ProvidedContexts.length > 0) throw new ApiError('InvalidParameterValue', 'The provided context assertion is invalid.');
    const role = findRole(input.RoleArn, call);
    const duration = input.DurationSeconds ?? defaultDuration;
    if (caller.session && duration > chainLimit) throw validation('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.');
    if (duration > role.maxSessionDuration) throw validation('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    const { tags, transitiveTagKeys } = sessionTags(input, caller);
    const { policies, policyArns } = sessionPolicies(input, role.account, snapshot);
    const PackedPolicySize = packedPolicySize({ policies, policyArns }, input);
    const sourceIdentity = sourceIdentityOf(input, call);
    const Credentials = issueSession(call, role.account, duration, {
      holder: { kind: 'role', roleId: role.id, sessionName: input.RoleSessionName },
      ...(policies ? { policies } : {}),
      ...(policyArns ? { policyArns } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      ...(transitiveTagKeys.length > 0 ? { transitiveTagKeys } : {}),
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    });
    return {
      Credentials,
      AssumedRoleUser: { AssumedRoleId: `${role.id}:${input.RoleSessionName}`, Arn: sessionArn(partition, role.account, role.name, input.RoleSessionName) },
      // R22.3: only where something was passed that takes space.
      PackedPolicySize: PackedPolicySize === 0 ? undefined : PackedPolicySize,
      SourceIdentity: sourceIdentity,
    };
  },
});

/** R22.4, R9.8. A role that does not exist is refused as one that does not trust: there is nothing to learn by asking.
 * @throws ApiError `ValidationError`, `AccessDenied` */
function findRole(roleArn: string, { caller, snapshot, partition }: Call): RoleFacts {
  const [first, arnPartition, service, , , ...rest] = roleArn.split(':');
  if (first !== 'arn' || !arnPartition || !service || rest.join(':') === '') throw validation(`${roleArn} is invalid`);
  if (caller.principal.kind === 'root') throw new ApiError('AccessDenied', 'Roles may not be assumed by root accounts.');
  const arn = parseEntityArn(roleArn);
  const role = arn?.kind === 'role' && arn.partition === partition ? snapshot.findNamed('role', arn.account, arn.name) : undefined;
  // R23.26: nothing is left to be done in a closed account.
  const open = role && snapshot.find('account', role.account)?.closed === false;
  if (!open || role.path !== arn?.path || role.name !== arn.name) throw new ApiError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`);
  return role;
}

/** R9.7: once set it goes on unchanged. */
function sourceIdentityOf({ SourceIdentity }: Input, { caller }: Call): string | undefined {
  const set = caller.session?.sourceIdentity;
  if (set !== undefined && SourceIdentity !== undefined && SourceIdentity !== set) {
    throw new ApiError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:SetSourceIdentity with another source identity than that of the calling session`);
  }
  return set ?? SourceIdentity;
}
