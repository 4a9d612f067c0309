import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { getRoleRow } from '../../directory/role.ts';
import { readTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';
import { shownRole } from '../answers/entity-answer.ts';

export const getRole = reading<iam.IamOperations['GetRole']>({
  requires: ({ RoleName }, call) => onRole('iam:GetRole', call, RoleName),
  async handle({ RoleName }, call) {
    const row = await getRoleRow(call.db, call.account, RoleName);
    return { Role: shownRole(call, row, await readTags(call.db, row.id)) };
  },
});
