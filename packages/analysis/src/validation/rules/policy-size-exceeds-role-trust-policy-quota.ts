import { countPolicyCharacters } from '@assent/policy';
import { exceededSize } from '../policy-size.ts';
import type { Rule } from '../rule.ts';

export const policySizeExceedsRoleTrustPolicyQuota: Rule = {
  code: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
  type: 'WARNING',
  kinds: ['trust'],
  meaning: 'The trust policy is over the default limit.',
  remedy: 'Shorten the policy, or ask for a higher quota.',
  *check(policy) {
    yield* exceededSize(policy, countPolicyCharacters(policy.text), 2_048, 'trust policy, white space left out,');
  },
};
