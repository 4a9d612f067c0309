import { broadGrants } from '../broad-grant.ts';
import { createServiceLinkedRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const createSlrWithNotResource: Rule = {
  code: 'CREATE_SLR_WITH_NOT_RESOURCE',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'iam:CreateServiceLinkedRole allowed with NotResource.',
  remedy: 'Name the service-linked roles in `Resource`.',
  *check(policy) {
    yield* broadGrants(policy, createServiceLinkedRole, 'name', 'exception', 'NotResource lets iam:CreateServiceLinkedRole make roles that were not meant.');
  },
};
