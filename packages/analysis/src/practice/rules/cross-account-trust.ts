import { allowing } from '../allowed-statement.ts';
import { agreedKeys, isBoundedBy } from '../bounding-condition.ts';
import { readOn } from '../read-on.ts';
import { trustedAccount } from '../trusted-account.ts';
import type { Rule } from '../../validation/rule.ts';

/** The rule for documents of some accounts: their own principals are not another account's.
 * @param own ids; with none, every account counts as another */
export const crossAccountTrustFrom = (own: ReadonlySet<string>): Rule => ({
  code: 'ASSENT_CROSS_ACCOUNT_TRUST',
  type: 'WARNING',
  kinds: ['trust'],
  meaning: 'A user or role of another account is trusted without an external id, and without a test that it is of the same organization: whoever it works for can have it act on this account (confused deputy).',
  remedy: 'Test `sts:ExternalId` where the account is a partner’s, `aws:PrincipalOrgID` where it is of your organization.',
  learnMoreLink: readOn.confusedDeputy,
  *check(policy) {
    for (const statement of allowing(policy)) {
      if (isBoundedBy(statement, (key) => agreedKeys.has(key))) continue;
      for (const { negated, entries } of statement.principals) {
        for (const entry of negated ? [] : entries) {
          const trusted = trustedAccount(entry);
          if (trusted && !trusted.whole && !own.has(trusted.account)) yield { details: `\`${entry.value}\`${own.size > 0 ? ', of another account,' : ''} is trusted without an external id or an organization.`, places: [entry] };
        }
      }
    }
  },
});
