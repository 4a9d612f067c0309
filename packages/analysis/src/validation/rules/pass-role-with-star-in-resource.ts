import { broadGrants } from '../broad-grant.ts';
import { passRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const passRoleWithStarInResource: Rule = {
  code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'PassRole on a wildcard resource without iam:PassedToService (names with a service prefix may be excepted).',
  remedy: 'Name the roles, or test `iam:PassedToService`.',
  *check(policy) {
    yield* broadGrants(policy, passRole, 'name', 'pattern', 'iam:PassRole on a wildcard hands over any role, to any service.');
  },
};
