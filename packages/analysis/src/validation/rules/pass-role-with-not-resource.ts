import { broadGrants } from '../broad-grant.ts';
import { passRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const passRoleWithNotResource: Rule = {
  code: 'PASS_ROLE_WITH_NOT_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'iam:PassRole allowed with NotResource.',
  remedy: 'Name the roles in `Resource`.',
  *check(policy) {
    yield* broadGrants(policy, passRole, 'name', 'exception', 'NotResource lets iam:PassRole hand over roles that were not meant.');
  },
};
