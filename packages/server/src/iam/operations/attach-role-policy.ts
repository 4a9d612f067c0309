import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { attachPolicy, holderOf } from '../../directory/attachment.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const attachRolePolicy = writing<iam.IamOperations['AttachRolePolicy']>({
  requires: ({ RoleName, PolicyArn }, call) => onRole('iam:AttachRolePolicy', call, RoleName, { ...boundaryKey(call, 'role', RoleName), 'iam:PolicyARN': PolicyArn }),
  async handle({ RoleName, PolicyArn }, { writer, account, now }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await attachPolicy(writer, holderOf('role', row), PolicyArn, now);
  },
});
