import { countPolicyCharacters } from '@assent/policy';
import { exceededSize } from '../policy-size.ts';
import type { Rule } from '../rule.ts';

export const policySizeExceedsIdentityPolicyQuota: Rule = {
  code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'The identity policy, whitespace left out, is over the limit.',
  remedy: 'Split the policy into several.',
  *check(policy) {
    // R24.15: not 6,144, which is what one managed policy may have.
    yield* exceededSize(policy, countPolicyCharacters(policy.text), 10_240, 'identity policy, white space left out,');
  },
};
