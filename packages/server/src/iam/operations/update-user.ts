import type { iam } from '@assent/catalog';
import { onNew, onUser } from '../../authorization/requirement.ts';
import { getUserRow, updateUser as update } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

/** The caller needs permission on the ARN that was and on the one that will be (R21.5). */
export const updateUser = writing<iam.IamOperations['UpdateUser']>({
  requires: ({ UserName, NewUserName, NewPath }, call) => {
    const path = NewPath ?? call.snapshot.findNamed('user', call.account, UserName)?.path;
    return [onUser('iam:UpdateUser', call, UserName), onNew('iam:UpdateUser', call, 'user', path, NewUserName ?? UserName)];
  },
  async handle({ UserName, NewUserName, NewPath }, { writer, account }) {
    await update(writer, await getUserRow(writer.db, account, UserName), NewUserName, NewPath);
  },
});
