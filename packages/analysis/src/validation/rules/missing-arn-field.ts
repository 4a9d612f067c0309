import { resourceTexts } from '../../view/walk.ts';
import { withoutVariables } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const missingArnField: Rule = {
  code: 'MISSING_ARN_FIELD',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'A resource ARN has fewer than the required colon-separated fields.',
  remedy: 'Write all six parts: `arn:partition:service:region:account:resource`, empty ones included.',
  *check(policy) {
    for (const { text } of resourceTexts(policy)) {
      if (text.value.startsWith('arn:') && withoutVariables(text.value).split(':').length < 6) yield { details: `The ARN \`${text.value}\` has fewer than six parts.`, places: [text] };
    }
  },
};
