import type { sts } from '@assent/catalog';
import type { RoleFacts } from '../../directory/facts.ts';
import { validation } from '../../directory/fault.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { issueRoleSession, namedRole, roleRequirements } from '../role-session.ts';
import { checkSecondFactor, spendSecondFactor } from '../second-factor.ts';
import { sessionTags } from '../session-tags.ts';

type Input = sts.AssumeRoleRequest;

const chainLimit = 3600;

export const assumeRole = reading<sts.StsOperations['AssumeRole']>({
  requires(input, call) {
    const role = findRole(input.RoleArn, call);
    const factor = checkSecondFactor(input, call);
    return roleRequirements(role, call.partition, {
      action: 'sts:AssumeRole',
      sessionName: input.RoleSessionName,
      passed: input,
      inherited: sessionTags(input, call.caller.session).inherited,
      sourceIdentity: sourceIdentityOf(input, call),
      durationSeconds: input.DurationSeconds,
      contextProviders: (input.ProvidedContexts ?? []).map(({ ProviderArn = '' }) => ProviderArn),
      // R6.2: the code that comes with the call counts for the trust policy.
      keys: { 'sts:ExternalId': input.ExternalId, ...(factor ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' } : {}) },
    });
  },
  async handle(input, call) {
    const { caller } = call;
    // Nobody vouches for an identity context here, so that none can be trusted.
    if (input.ProvidedContexts && input.ProvidedContexts.length > 0) throw new ApiError('InvalidParameterValue', 'The provided context assertion is invalid.');
    const role = findRole(input.RoleArn, call);
    if (caller.session && (input.DurationSeconds ?? chainLimit) > chainLimit) throw validation('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.');
    const factor = await spendSecondFactor(input, call);
    return issueRoleSession(call, role, {
      sessionName: input.RoleSessionName,
      durationSeconds: input.DurationSeconds,
      policies: input,
      passed: input,
      tags: sessionTags(input, caller.session),
      sourceIdentity: sourceIdentityOf(input, call),
      ...factor,
    });
  },
});

/** R22.4, R9.8. A role that does not exist is refused as one that does not trust: there is nothing to learn by asking.
 * @throws ApiError `ValidationError`, `AccessDenied` */
function findRole(roleArn: string, { caller, snapshot, partition }: Call): RoleFacts {
  const named = namedRole(roleArn, snapshot);
  if (caller.principal.kind === 'root') throw new ApiError('AccessDenied', 'Roles may not be assumed by root accounts.');
  if (!named.role || named.partition !== partition) throw new ApiError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`);
  return named.role;
}

/** R9.7: once set it goes on unchanged. */
function sourceIdentityOf({ SourceIdentity }: Input, { caller }: Call): string | undefined {
  const set = caller.session?.sourceIdentity;
  if (set !== undefined && SourceIdentity !== undefined && SourceIdentity !== set) {
    throw new ApiError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:SetSourceIdentity with another source identity than that of the calling session`);
  }
  return set ?? SourceIdentity;
}
