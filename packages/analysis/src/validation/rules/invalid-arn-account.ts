import { allFormats, isPattern, resourceArns } from '../resource-arn.ts';
import { allButTrust } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const invalidArnAccount: Rule = {
  code: 'INVALID_ARN_ACCOUNT',
  type: 'ERROR',
  kinds: allButTrust,
  meaning: 'The account field of a resource ARN is not twelve digits.',
  remedy: 'Write the twelve digits of the account, or a wildcard.',
  *check(policy, facts) {
    for (const arn of resourceArns(policy)) {
      const { account } = arn;
      if (account === '' || account === 'aws' || isPattern(account) || /^\d{12}$/.test(account)) continue;
      if (allFormats(arn, facts, (format) => format.account === 'empty')) continue;
      yield { details: `\`${account}\` is no account id: twelve digits are expected.`, places: [arn.text] };
    }
  },
};
