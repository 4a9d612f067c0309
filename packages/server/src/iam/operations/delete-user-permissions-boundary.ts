import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { deleteBoundary } from '../../directory/boundary.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const deleteUserPermissionsBoundary = writing<iam.IamOperations['DeleteUserPermissionsBoundary']>({
  requires: ({ UserName }, call) => onUser('iam:DeleteUserPermissionsBoundary', call, UserName, boundaryKey(call, 'user', UserName)),
  async handle({ UserName }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await deleteBoundary(writer, { kind: 'user', ...row });
  },
});
