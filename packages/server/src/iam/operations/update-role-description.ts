import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { getRoleRow, updateRole } from '../../directory/role.ts';
import { readTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';
import { shownRole } from '../answers/entity-answer.ts';

/** The description of a service-linked role may be changed too. */
export const updateRoleDescription = writing<iam.IamOperations['UpdateRoleDescription']>({
  requires: ({ RoleName }, call) => onRole('iam:UpdateRoleDescription', call, RoleName),
  async handle({ RoleName, Description }, call) {
    const { writer, account } = call;
    const row = await getRoleRow(writer.db, account, RoleName);
    await updateRole(writer, row, { description: Description });
    return { Role: shownRole(call, { ...row, description: Description }, await readTags(writer.db, row.id)) };
  },
});
