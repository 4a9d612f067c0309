import { broadGrants } from '../broad-grant.ts';
import { createServiceLinkedRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const createSlrWithStarInResourceAndNotAction: Rule = {
  code: 'CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'NotAction that leaves CreateServiceLinkedRole in, on a wildcard resource.',
  remedy: 'Name the service-linked roles, or add the action to `NotAction`.',
  *check(policy) {
    yield* broadGrants(policy, createServiceLinkedRole, 'exception', 'pattern', 'NotAction leaves iam:CreateServiceLinkedRole in, and the resource is a wildcard: roles for any service can be made.');
  },
};
