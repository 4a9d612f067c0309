import { resourceTexts } from '../../view/walk.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidArnPrefix: Rule = {
  code: 'INVALID_ARN_PREFIX',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'A resource does not start with the arn: prefix.',
  remedy: 'Begin the resource with `arn:`, or write `*` for all.',
  *check(policy) {
    for (const { text } of resourceTexts(policy)) {
      if (text.value !== '*' && !text.value.startsWith('arn:')) yield { details: `The resource \`${text.value}\` does not begin with \`arn:\`.`, places: [text] };
    }
  },
};
