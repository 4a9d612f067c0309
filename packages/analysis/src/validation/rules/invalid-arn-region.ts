import { allFormats, isPattern, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidArnRegion: Rule = {
  code: 'INVALID_ARN_REGION',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'The region in the ARN is not one where that resource type exists.',
  remedy: 'Write a region of the ARN\'s partition, or a wildcard.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      const { region, partition } = arn;
      if (region === '' || isPattern(region) || allFormats(arn, facts, (format) => format.region === 'empty')) continue;
      const known = isPattern(partition) ? facts.isRegion(region) : (facts.regions(partition)?.has(region) ?? true);
      if (!known) yield { details: `There is no region \`${region}\` in the partition of this ARN.`, places: [arn.text] };
    }
  },
};
