import { exceededSize } from '../policy-size.ts';
import type { Rule } from '../rule.ts';

export const policySizeExceedsRcpQuota: Rule = {
  code: 'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
  type: 'ERROR',
  kinds: ['resourceControl'],
  meaning: 'The RCP is over its size limit.',
  remedy: 'Split the policy, or shorten it; white space counts.',
  *check(policy) {
    yield* exceededSize(policy, policy.text.length, 5_120, 'resource control policy');
  },
};
