import { broadGrants } from '../broad-grant.ts';
import { createServiceLinkedRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const createSlrWithStarInActionAndResource: Rule = {
  code: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'A wildcard action that covers CreateServiceLinkedRole, on a wildcard resource.',
  remedy: 'Name the actions and the service-linked roles, or test `iam:AWSServiceName`.',
  *check(policy) {
    yield* broadGrants(policy, createServiceLinkedRole, 'pattern', 'pattern', 'The action pattern covers iam:CreateServiceLinkedRole, and the resource is a wildcard: roles for any service can be made.');
  },
};
