import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { putInlinePolicy } from '../../directory/inline-policy.ts';
import { writing } from '../../operation/operation.ts';

export const putGroupPolicy = writing<iam.IamOperations['PutGroupPolicy']>({
  requires: ({ GroupName }, call) => onGroup('iam:PutGroupPolicy', call, GroupName),
  async handle({ GroupName, PolicyName, PolicyDocument }, { writer, account }) {
    const row = await getGroupRow(writer.db, account, GroupName);
    await putInlinePolicy(writer, holderOf('group', row), row.name, PolicyName, PolicyDocument);
  },
});
