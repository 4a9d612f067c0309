import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { deleteGroup as remove, getGroupRow } from '../../directory/group.ts';
import { writing } from '../../operation/operation.ts';

export const deleteGroup = writing<iam.IamOperations['DeleteGroup']>({
  requires: ({ GroupName }, call) => onGroup('iam:DeleteGroup', call, GroupName),
  async handle({ GroupName }, { writer, account }) {
    await remove(writer, await getGroupRow(writer.db, account, GroupName));
  },
});
