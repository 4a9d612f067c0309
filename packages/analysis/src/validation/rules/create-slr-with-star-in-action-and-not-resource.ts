import { broadGrants } from '../broad-grant.ts';
import { createServiceLinkedRole } from '../role-action.ts';
import type { Rule } from '../rule.ts';

export const createSlrWithStarInActionAndNotResource: Rule = {
  code: 'CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE',
  type: 'WARNING',
  kinds: ['identity'],
  meaning: 'A wildcard action that covers CreateServiceLinkedRole, with NotResource.',
  remedy: 'Name the service-linked roles in `Resource`.',
  *check(policy) {
    yield* broadGrants(policy, createServiceLinkedRole, 'pattern', 'exception', 'The action pattern covers iam:CreateServiceLinkedRole, and NotResource lets it make roles that were not meant.');
  },
};
