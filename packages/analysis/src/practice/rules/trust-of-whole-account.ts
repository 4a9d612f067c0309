import { allowing } from '../allowed-statement.ts';
import { agreedKeys, isBoundedBy } from '../bounding-condition.ts';
import { readOn } from '../read-on.ts';
import { trustedAccount } from '../trusted-account.ts';
import type { Rule } from '../../validation/rule.ts';

export const trustOfWholeAccount: Rule = {
  code: 'ASSENT_TRUST_OF_WHOLE_ACCOUNT',
  type: 'WARNING',
  kinds: ['trust'],
  meaning: 'A role trusts a whole account: everybody there whose policies allow it may assume the role.',
  remedy: 'Name the user or role that is to assume it, or test `sts:ExternalId`, `aws:PrincipalOrgID`, `aws:PrincipalArn` or a tag of the caller.',
  learnMoreLink: readOn.confusedDeputy,
  *check(policy) {
    for (const statement of allowing(policy)) {
      if (isBoundedBy(statement, (key) => agreedKeys.has(key) || key.startsWith('aws:principaltag/'))) continue;
      for (const { negated, entries } of statement.principals) {
        for (const entry of negated ? [] : entries) {
          if (trustedAccount(entry)?.whole === true) yield { details: `Everybody in \`${entry.value}\` whom its own policies allow may assume the role.`, places: [entry] };
        }
      }
    }
  },
};
