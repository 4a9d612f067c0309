import type { sts } from '@assent/catalog';
import { verifySamlIdentity } from '../../federation/saml-identity.ts';
import { unsigned } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { federatedRole } from '../federated-role.ts';
import { issueRoleSession, roleRequirements } from '../role-session.ts';
import { sessionTags } from '../session-tags.ts';

const action = 'sts:AssumeRoleWithSAML';

/** The assertion is verified first, with the provider that the role's account has registered; then the role's trust policy
 * decides. */
export const assumeRoleWithSAML = unsigned<sts.StsOperations['AssumeRoleWithSAML']>(async (input, arrival) => {
  const { partition, role } = federatedRole(input.RoleArn, action, arrival.snapshot);
  const identity = await verifySamlIdentity(input.SAMLAssertion, input.PrincipalArn, { account: role.account, partition }, arrival);
  if (!identity.mayAssume(input.RoleArn)) throw new ApiError('AccessDenied', `Not authorized to perform ${action}`);
  const { provider, keys, carried, tags, sourceIdentity, sessionName, sessionEnd } = identity;
  const passed = sessionTags(tags, undefined);
  // The call may ask for less than the assertion, not for more.
  const durationSeconds = input.DurationSeconds ?? identity.sessionDuration;
  const limits = [identity.sessionDuration, sessionEnd === undefined ? undefined : Math.floor((sessionEnd - arrival.now.getTime()) / 1000)].filter((limit) => limit !== undefined);
  return {
    provider,
    account: role.account,
    partition,
    requires: () => roleRequirements(role, partition, { action, sessionName, passed: tags, inherited: [], sourceIdentity, durationSeconds, keys }),
    handle: (call) => ({
      ...issueRoleSession(call, role, {
        sessionName,
        durationSeconds,
        ...(limits.length > 0 ? { limit: Math.min(...limits) } : {}),
        policies: input,
        passed: tags,
        tags: passed,
        sourceIdentity,
        carried: { ...carried, 'aws:federatedprovider': provider },
      }),
      Subject: identity.subject,
      SubjectType: identity.subjectType,
      Issuer: identity.issuer,
      Audience: identity.recipient,
      NameQualifier: identity.nameQualifier,
    }),
  };
});
