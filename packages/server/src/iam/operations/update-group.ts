import type { iam } from '@assent/catalog';
import { onGroup, onNew } from '../../authorization/requirement.ts';
import { getGroupRow, updateGroup as update } from '../../directory/group.ts';
import { writing } from '../../operation/operation.ts';

/** The caller needs permission on the ARN that was and on the one that will be (R21.5). */
export const updateGroup = writing<iam.IamOperations['UpdateGroup']>({
  requires: ({ GroupName, NewGroupName, NewPath }, call) => {
    const path = NewPath ?? call.snapshot.findNamed('group', call.account, GroupName)?.path;
    return [onGroup('iam:UpdateGroup', call, GroupName), onNew('iam:UpdateGroup', call, 'group', path, NewGroupName ?? GroupName)];
  },
  async handle({ GroupName, NewGroupName, NewPath }, { writer, account }) {
    await update(writer, await getGroupRow(writer.db, account, GroupName), NewGroupName, NewPath);
  },
});
