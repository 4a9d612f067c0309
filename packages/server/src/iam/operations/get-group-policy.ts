import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { getInlinePolicy } from '../../directory/inline-policy.ts';
import { reading } from '../../operation/operation.ts';

export const getGroupPolicy = reading<iam.IamOperations['GetGroupPolicy']>({
  requires: ({ GroupName }, call) => onGroup('iam:GetGroupPolicy', call, GroupName),
  async handle({ GroupName, PolicyName }, { db, account }) {
    const row = await getGroupRow(db, account, GroupName);
    const inline = await getInlinePolicy(db, holderOf('group', row), PolicyName);
    return { GroupName: row.name, PolicyName: inline.name, PolicyDocument: inline.document };
  },
});
