import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { detachPolicy, holderOf } from '../../directory/attachment.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const detachRolePolicy = writing<iam.IamOperations['DetachRolePolicy']>({
  requires: ({ RoleName, PolicyArn }, call) => onRole('iam:DetachRolePolicy', call, RoleName, { ...boundaryKey(call, 'role', RoleName), 'iam:PolicyARN': PolicyArn }),
  async handle({ RoleName, PolicyArn }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    await detachPolicy(writer, holderOf('role', row), PolicyArn);
  },
});
