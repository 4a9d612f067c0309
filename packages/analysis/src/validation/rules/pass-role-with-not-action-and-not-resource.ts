import { broadGrants } from '../broad-grant.ts';
import { passRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const passRoleWithNotActionAndNotResource: Rule = {
  code: 'PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'NotAction that leaves PassRole in, with NotResource.',
  remedy: 'Name the roles in `Resource`, or add the action to `NotAction`.',
  *check(policy) {
    yield* broadGrants(policy, passRole, 'exception', 'exception', 'NotAction leaves iam:PassRole in, and NotResource lets it hand over roles that were not meant.');
  },
};
