import type { sts } from '@assent/catalog';
import { verifyWebIdentity } from '../../federation/web-identity.ts';
import { unsigned } from '../../operation/operation.ts';
import { federatedRole } from '../federated-role.ts';
import { issueRoleSession, roleRequirements } from '../role-session.ts';
import { sessionTags } from '../session-tags.ts';

const action = 'sts:AssumeRoleWithWebIdentity';

/** The token is verified first, with what the role's account has registered; then the role's trust policy decides. */
export const assumeRoleWithWebIdentity = unsigned<sts.StsOperations['AssumeRoleWithWebIdentity']>(async (input, arrival) => {
  const { partition, role } = federatedRole(input.RoleArn, action, arrival.snapshot);
  const identity = await verifyWebIdentity({ token: input.WebIdentityToken, providerId: input.ProviderId }, { account: role.account, partition }, arrival);
  const { provider, keys, carried, tags, sourceIdentity } = identity;
  const passed = sessionTags(tags, undefined);
  return {
    provider,
    account: role.account,
    partition,
    requires: () => roleRequirements(role, partition, { action, sessionName: input.RoleSessionName, passed: tags, inherited: [], sourceIdentity, durationSeconds: input.DurationSeconds, keys }),
    handle: (call) => ({
      ...issueRoleSession(call, role, {
        sessionName: input.RoleSessionName,
        durationSeconds: input.DurationSeconds,
        policies: input,
        passed: tags,
        tags: passed,
        sourceIdentity,
        carried: { ...carried, 'aws:federatedprovider': provider },
      }),
      SubjectFromWebIdentityToken: identity.subject,
      Provider: identity.name,
      Audience: identity.audience,
    }),
  };
});
