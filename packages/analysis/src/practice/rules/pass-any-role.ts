import { allowing, actionList, resourceList } from '../allowed-statement.ts';
import { readOn } from '../read-on.ts';
import { compileAction } from '@assent/policy';
import { passRole } from '../../validation/role-action.ts';
import type { Rule } from '../../validation/rule.ts';

/** Where the service is not said either, AWS's own codes PASS_ROLE_… say so. */
export const passAnyRole: Rule = {
  code: 'ASSENT_PASS_ANY_ROLE',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'iam:PassRole is bound to a service, but hands over every role of the account to it, an administrator’s included.',
  remedy: 'Name the roles that the service is to have: `arn:aws:iam::123456789012:role/app-*`.',
  learnMoreLink: readOn.passRole,
  *check(policy) {
    for (const statement of allowing(policy)) {
      if (!passRole.isBounded(statement)) continue;
      const actions = (actionList(statement)?.texts ?? []).filter(({ value }) => compileAction(value)(passRole.action));
      const roles = (resourceList(statement)?.texts ?? []).filter(({ value }) => passRole.isBroad(value));
      for (const action of actions) if (roles.length > 0) yield { details: 'Any role may be handed to the service, an administrator’s among them.', places: [action, ...roles] };
    }
  },
};
