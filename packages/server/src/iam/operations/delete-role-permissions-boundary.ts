import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { deleteBoundary } from '../../directory/boundary.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const deleteRolePermissionsBoundary = writing<iam.IamOperations['DeleteRolePermissionsBoundary']>({
  requires: ({ RoleName }, call) => onRole('iam:DeleteRolePermissionsBoundary', call, RoleName, boundaryKey(call, 'role', RoleName)),
  async handle({ RoleName }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await deleteBoundary(writer, { kind: 'role', ...row });
  },
});
