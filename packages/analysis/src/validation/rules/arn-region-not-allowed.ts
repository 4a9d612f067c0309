import { allFormats, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const arnRegionNotAllowed: Rule = {
  code: 'ARN_REGION_NOT_ALLOWED',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'Resource ARN carries a region although that service\'s ARNs have none (for instance IAM).',
  remedy: 'Leave the region empty: `arn:aws:iam::123456789012:role/name`.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      if (arn.region === '' || arn.region === '*' || !allFormats(arn, facts, ({ region }) => region === 'empty')) continue;
      yield { details: `ARNs of this kind in ${arn.service} have no region: leave it out.`, places: [arn.text] };
    }
  },
};
