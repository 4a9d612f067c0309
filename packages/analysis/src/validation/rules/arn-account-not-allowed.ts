import { allFormats, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const arnAccountNotAllowed: Rule = {
  code: 'ARN_ACCOUNT_NOT_ALLOWED',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'Resource ARN carries an account id although that service\'s ARNs have none (for instance S3 buckets).',
  remedy: 'Leave the account empty: `arn:aws:s3:::bucket`.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      if (arn.account === '' || arn.account === '*' || !allFormats(arn, facts, ({ account }) => account === 'empty')) continue;
      yield { details: `ARNs of this kind in ${arn.service} have no account id: leave it out.`, places: [arn.text] };
    }
  },
};
