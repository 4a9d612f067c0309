import { actionList, allowing } from '../allowed-statement.ts';
import { accessOf, accessOfEverything, describeAccess } from '../granted-access.ts';
import { readOn } from '../read-on.ts';
import { trustedAccount } from '../trusted-account.ts';
import type { StatementView } from '../../view/statement-view.ts';
import type { Rule } from '../../validation/rule.ts';

/** `*`, `*:*`, `s3:*`: every action of one service or of all. */
const isWide = (action: string): boolean => /^\*+(?::\*+)?$|^[^:*?]+:\*+$/.test(action);

export const serviceWideAction: Rule = {
  code: 'ASSENT_SERVICE_WIDE_ACTION',
  type: 'SECURITY_WARNING',
  kinds: ['identity', 'resource'],
  meaning: 'Every action of a service is allowed, or of all services: those that change permissions and destroy data among them.',
  remedy: 'Name the actions that are needed; reading alone is often a pattern such as `s3:Get*`.',
  learnMoreLink: readOn.leastPrivilege,
  *check(policy, facts) {
    for (const statement of allowing(policy)) {
      for (const action of actionList(statement)?.texts ?? []) {
        if (!isWide(action.value) || isKeyOfItsAccount(statement, action.value)) continue;
        const access = action.value.startsWith('*') ? accessOfEverything() : accessOf(action.value, facts);
        if (access.levels.size > 0) yield { details: `\`${action.value}\` grants ${describeAccess(access)}`, places: [action] };
      }
    }
  },
};

/** A key's policy that leaves the key to its account's own policies, as KMS makes it. */
const isKeyOfItsAccount = (statement: StatementView, action: string): boolean =>
  action.toLowerCase() === 'kms:*' && statement.principals.length === 1 && statement.principals.every(({ negated, entries }) => !negated && entries.length > 0 && entries.every((entry) => trustedAccount(entry)?.whole === true));
