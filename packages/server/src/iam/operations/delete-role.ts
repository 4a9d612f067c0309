import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { checkModifiable, deleteRole as remove, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';

export const deleteRole = writing<iam.IamOperations['DeleteRole']>({
  requires: ({ RoleName }, call) => onRole('iam:DeleteRole', call, RoleName),
  async handle({ RoleName }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await remove(writer, row);
  },
});
