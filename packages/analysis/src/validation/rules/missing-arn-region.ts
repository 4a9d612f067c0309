import { allFormats, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingArnRegion: Rule = {
  code: 'MISSING_ARN_REGION',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'A resource ARN of a regional service leaves the region empty.',
  remedy: 'Write the region, or `*` for all.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      if (arn.region === '' && !/^[*?]/.test(arn.resource) && allFormats(arn, facts, ({ region }) => region === 'present')) yield { details: `ARNs of this kind in ${arn.service} have a region.`, places: [arn.text] };
    }
  },
};
