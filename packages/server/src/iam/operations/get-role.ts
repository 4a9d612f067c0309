import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { knownRole } from '../../directory/role.ts';
import { reading } from '../../operation/operation.ts';
import { shownRole } from '../answers/entity-answer.ts';

export const getRole = reading<iam.IamOperations['GetRole']>({
  requires: ({ RoleName }, call) => onRole('iam:GetRole', call, RoleName),
  handle({ RoleName }, call) {
    const { row, tags } = knownRole(call.snapshot, call.account, RoleName);
    return { Role: shownRole(call, row, tags) };
  },
});
