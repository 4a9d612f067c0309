import { resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidArnServiceCase: Rule = {
  code: 'INVALID_ARN_SERVICE_CASE',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'The service field of the ARN is not all lower case.',
  remedy: 'Write the service of the ARN in lower case.',
  *check(policy) {
    for (const arn of resourceArns(policy)) {
      if (/[A-Z]/.test(arn.service)) yield { details: `The service \`${arn.service}\` of an ARN is written in lower case.`, places: [arn.text] };
    }
  },
};
