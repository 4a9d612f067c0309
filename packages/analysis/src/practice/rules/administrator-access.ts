import { administratorAccess } from '../administrator.ts';
import { readOn } from '../read-on.ts';
import type { Rule } from '../../validation/rule.ts';

export const administratorAccessGranted: Rule = {
  code: 'ASSENT_ADMINISTRATOR_ACCESS',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'The policy makes an administrator, whatever it is called: it allows everything, or an action by which its holder can give himself everything.',
  remedy: 'Grant what is needed; where users and roles must be managed, limit them by path and require a permissions boundary (`iam:PermissionsBoundary`).',
  learnMoreLink: readOn.leastPrivilege,
  *check(policy) {
    const access = administratorAccess(policy);
    if (access) yield { details: access.by === undefined ? 'Every action is allowed on every resource.' : `With \`${access.by}\` on everything its holder can take every permission.`, places: [access.place] };
  },
};
