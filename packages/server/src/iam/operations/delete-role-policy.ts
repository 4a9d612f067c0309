import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { deleteInlinePolicy } from '../../directory/inline-policy.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const deleteRolePolicy = writing<iam.IamOperations['DeleteRolePolicy']>({
  requires: ({ RoleName }, call) => onRole('iam:DeleteRolePolicy', call, RoleName, boundaryKey(call, 'role', RoleName)),
  async handle({ RoleName, PolicyName }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await deleteInlinePolicy(writer, holderOf('role', row), PolicyName);
  },
});
