import { broadGrants } from '../broad-grant.ts';
import { createServiceLinkedRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const createSlrWithNotActionAndNotResource: Rule = {
  code: 'CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'NotAction that leaves CreateServiceLinkedRole in, with NotResource.',
  remedy: 'Name the service-linked roles in `Resource`, or add the action to `NotAction`.',
  *check(policy) {
    yield* broadGrants(policy, createServiceLinkedRole, 'exception', 'exception', 'NotAction leaves iam:CreateServiceLinkedRole in, and NotResource lets it make roles that were not meant.');
  },
};
