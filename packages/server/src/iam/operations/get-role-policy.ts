import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { getInlinePolicy } from '../../directory/inline-policy.ts';
import { getRoleRow } from '../../directory/role.ts';
import { reading } from '../../operation/operation.ts';

export const getRolePolicy = reading<iam.IamOperations['GetRolePolicy']>({
  requires: ({ RoleName }, call) => onRole('iam:GetRolePolicy', call, RoleName),
  async handle({ RoleName, PolicyName }, { db, account }) {
    const row = await getRoleRow(db, account, RoleName);
    const inline = await getInlinePolicy(db, holderOf('role', row), PolicyName);
    return { RoleName: row.name, PolicyName: inline.name, PolicyDocument: inline.document };
  },
});
