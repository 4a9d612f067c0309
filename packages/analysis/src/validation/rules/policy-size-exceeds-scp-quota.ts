import { exceededSize } from '../policy-size.ts';
import type { Rule } from '../rule.ts';

export const policySizeExceedsScpQuota: Rule = {
  code: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
  type: 'ERROR',
  kinds: ['serviceControl'],
  meaning: 'The SCP is over its size limit.',
  remedy: 'Split the policy, or shorten it; white space counts.',
  *check(policy) {
    yield* exceededSize(policy, policy.text.length, 10_240, 'service control policy');
  },
};
