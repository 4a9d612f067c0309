import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { addMember, getGroupRow } from '../../directory/group.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const addUserToGroup = writing<iam.IamOperations['AddUserToGroup']>({
  requires: ({ GroupName }, call) => onGroup('iam:AddUserToGroup', call, GroupName),
  async handle({ GroupName, UserName }, { writer, account }) {
    await addMember(writer, await getGroupRow(writer.db, account, GroupName), await getUserRow(writer.db, account, UserName));
  },
});
