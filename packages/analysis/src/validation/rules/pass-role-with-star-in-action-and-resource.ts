import { broadGrants } from '../broad-grant.ts';
import { passRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const passRoleWithStarInActionAndResource: Rule = {
  code: 'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
  type: 'SECURITY_WARNING',
  kinds: ['identity'],
  meaning: 'A wildcard action that covers PassRole, on a wildcard resource.',
  remedy: 'Name the actions and the roles, or test `iam:PassedToService`.',
  *check(policy) {
    yield* broadGrants(policy, passRole, 'pattern', 'pattern', 'The action pattern covers iam:PassRole, and the resource is a wildcard: any role can be handed over.');
  },
};
