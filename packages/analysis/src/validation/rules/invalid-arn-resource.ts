import { isPattern, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidArnResource: Rule = {
  code: 'INVALID_ARN_RESOURCE',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'The resource part fits no known ARN format of the service.',
  remedy: 'Write the resource in a form that the service has, such as `table/name`.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      // Policies that AWS manages have patterns of no listed form, and AWS lets them pass: only what is written out is looked at.
      if (isPattern(arn.service) || isPattern(arn.resource)) continue;
      const formats = facts.arnFormats(arn.service);
      if (arn.resource !== '' && (formats.length === 0 || formats.some((format) => format.admits(arn.resource)))) continue;
      yield { details: `\`${arn.resource}\` has the form of no resource of ${arn.service}.`, places: [arn.text] };
    }
  },
};
