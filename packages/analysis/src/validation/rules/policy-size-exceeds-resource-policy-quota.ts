import { countPolicyCharacters } from '@assent/policy';
import { exceededSize } from '../policy-size.ts';
import type { Rule } from '../rule.ts';

export const policySizeExceedsResourcePolicyQuota: Rule = {
  code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  type: 'WARNING',
  kinds: ['resource'],
  meaning: 'The resource policy is over the limit.',
  remedy: 'Shorten the policy: many services take no more.',
  *check(policy) {
    yield* exceededSize(policy, countPolicyCharacters(policy.text), 20_480, 'resource policy, white space left out,');
  },
};
