import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { putBoundary } from '../../directory/boundary.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';

export const putRolePermissionsBoundary = writing<iam.IamOperations['PutRolePermissionsBoundary']>({
  requires: ({ RoleName, PermissionsBoundary }, call) => onRole('iam:PutRolePermissionsBoundary', call, RoleName, { 'iam:PermissionsBoundary': PermissionsBoundary }),
  async handle({ RoleName, PermissionsBoundary }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await putBoundary(writer, { kind: 'role', ...row }, PermissionsBoundary);
  },
});
