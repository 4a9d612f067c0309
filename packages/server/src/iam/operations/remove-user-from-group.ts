import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { getGroupRow, removeMember } from '../../directory/group.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const removeUserFromGroup = writing<iam.IamOperations['RemoveUserFromGroup']>({
  requires: ({ GroupName }, call) => onGroup('iam:RemoveUserFromGroup', call, GroupName),
  async handle({ GroupName, UserName }, { writer, account }) {
    await removeMember(writer, await getGroupRow(writer.db, account, GroupName), await getUserRow(writer.db, account, UserName));
  },
});
