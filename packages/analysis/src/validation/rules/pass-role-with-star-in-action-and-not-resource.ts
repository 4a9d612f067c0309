import { broadGrants } from '../broad-grant.ts';
import { passRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const passRoleWithStarInActionAndNotResource: Rule = {
  code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'A wildcard action that covers PassRole, with NotResource.',
  remedy: 'Name the roles in `Resource`.',
  *check(policy) {
    yield* broadGrants(policy, passRole, 'pattern', 'exception', 'The action pattern covers iam:PassRole, and NotResource lets it hand over roles that were not meant.');
  },
};
