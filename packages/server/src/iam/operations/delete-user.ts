import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { deleteUser as remove, getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const deleteUser = writing<iam.IamOperations['DeleteUser']>({
  requires: ({ UserName }, call) => onUser('iam:DeleteUser', call, UserName),
  async handle({ UserName }, { writer, account }) {
    await remove(writer, await getUserRow(writer.db, account, UserName));
  },
});
