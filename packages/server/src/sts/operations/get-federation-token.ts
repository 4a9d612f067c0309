import type { sts } from '@assent/catalog';
import type { Requirement } from '../../authorization/requirement.ts';
import { requestTags } from '../../authorization/requirement.ts';
import { federatedUserArn } from '../../directory/arn.ts';
import { reading } from '../../operation/operation.ts';
import { issueSession } from '../issue-session.ts';
import { packedPolicySize, sessionPolicies } from '../session-policies.ts';
import { sessionTags } from '../session-tags.ts';

const defaultDuration = 43_200;
const rootLimit = 3600;

/** The session has what its policies and its user's both allow; without session policies only what resource-based
 * policies give it by name (R9.12). */
export const getFederationToken = reading<sts.StsOperations['GetFederationToken']>({
  requires: ({ Name, Tags }, call) => {
    const on = (action: string): Requirement => ({ action, resource: federatedUserArn(call.partition, call.account, Name), resourceAccount: call.account, keys: requestTags(Tags) });
    return [on('sts:GetFederationToken'), ...(Tags && Tags.length > 0 ? [on('sts:TagSession')] : [])];
  },
  handle(input, call) {
    const { caller, account, snapshot, partition } = call;
    const { tags } = sessionTags({ Tags: input.Tags }, caller.session);
    const { policies, policyArns } = sessionPolicies(input, account, snapshot);
    const PackedPolicySize = packedPolicySize({ policies, policyArns }, input);
    const duration = input.DurationSeconds ?? defaultDuration;
    const Credentials = issueSession(call, account, caller.user ? duration : Math.min(duration, rootLimit), {
      holder: { kind: 'federated', name: input.Name, ...(caller.user ? { userId: caller.user.id } : {}) },
      ...(policies ? { policies } : {}),
      ...(policyArns ? { policyArns } : {}),
      ...(tags.length > 0 ? { tags } : {}),
    });
    return {
      Credentials,
      FederatedUser: { FederatedUserId: `${account}:${input.Name}`, Arn: federatedUserArn(partition, account, input.Name) },
      PackedPolicySize,
    };
  },
});
