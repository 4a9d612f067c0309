import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { deleteInlinePolicy } from '../../directory/inline-policy.ts';
import { writing } from '../../operation/operation.ts';

export const deleteGroupPolicy = writing<iam.IamOperations['DeleteGroupPolicy']>({
  requires: ({ GroupName }, call) => onGroup('iam:DeleteGroupPolicy', call, GroupName),
  async handle({ GroupName, PolicyName }, { writer, account }) {
    const row = await getGroupRow(writer.db, account, GroupName);
    await deleteInlinePolicy(writer, holderOf('group', row), PolicyName);
  },
});
