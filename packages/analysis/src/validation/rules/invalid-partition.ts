import { isPattern, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidPartition: Rule = {
  code: 'INVALID_PARTITION',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'The service does not exist in the partition of the ARN.',
  remedy: 'Write a partition that there is: `aws`, `aws-cn`, `aws-us-gov`.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      if (!isPattern(arn.partition) && facts.regions(arn.partition) === undefined) yield { details: `There is no partition \`${arn.partition}\`.`, places: [arn.text] };
    }
  },
};
