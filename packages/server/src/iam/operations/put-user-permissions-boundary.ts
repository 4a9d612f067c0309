import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { putBoundary } from '../../directory/boundary.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const putUserPermissionsBoundary = writing<iam.IamOperations['PutUserPermissionsBoundary']>({
  requires: ({ UserName, PermissionsBoundary }, call) => onUser('iam:PutUserPermissionsBoundary', call, UserName, { 'iam:PermissionsBoundary': PermissionsBoundary }),
  async handle({ UserName, PermissionsBoundary }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await putBoundary(writer, { kind: 'user', ...row }, PermissionsBoundary);
  },
});
