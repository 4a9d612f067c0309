import { broadGrants } from '../broad-grant.ts';
import { createServiceLinkedRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const createSlrWithStarInResource: Rule = {
  code: 'CREATE_SLR_WITH_STAR_IN_RESOURCE',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'CreateServiceLinkedRole allowed on a wildcard resource.',
  remedy: 'Name the service-linked roles, or test `iam:AWSServiceName`.',
  *check(policy) {
    yield* broadGrants(policy, createServiceLinkedRole, 'name', 'pattern', 'iam:CreateServiceLinkedRole on a wildcard makes roles for any service.');
  },
};
