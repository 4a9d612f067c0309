import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { putInlinePolicy } from '../../directory/inline-policy.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const putRolePolicy = writing<iam.IamOperations['PutRolePolicy']>({
  requires: ({ RoleName }, call) => onRole('iam:PutRolePolicy', call, RoleName, boundaryKey(call, 'role', RoleName)),
  async handle({ RoleName, PolicyName, PolicyDocument }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await putInlinePolicy(writer, holderOf('role', row), row.name, PolicyName, PolicyDocument);
  },
});
