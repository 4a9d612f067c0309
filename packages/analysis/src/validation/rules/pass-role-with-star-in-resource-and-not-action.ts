import { broadGrants } from '../broad-grant.ts';
import { passRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const passRoleWithStarInResourceAndNotAction: Rule = {
  code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'NotAction that leaves PassRole in, on a wildcard resource.',
  remedy: 'Name the roles, or add the action to `NotAction`.',
  *check(policy) {
    yield* broadGrants(policy, passRole, 'exception', 'pattern', 'NotAction leaves iam:PassRole in, and the resource is a wildcard: any role can be handed over.');
  },
};
