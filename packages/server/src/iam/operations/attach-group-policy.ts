import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { attachPolicy, holderOf } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { writing } from '../../operation/operation.ts';

export const attachGroupPolicy = writing<iam.IamOperations['AttachGroupPolicy']>({
  requires: ({ GroupName, PolicyArn }, call) => onGroup('iam:AttachGroupPolicy', call, GroupName, { 'iam:PolicyARN': PolicyArn }),
  async handle({ GroupName, PolicyArn }, { writer, account, now }) {
    const row = await getGroupRow(writer.db, account, GroupName);
    await attachPolicy(writer, holderOf('group', row), PolicyArn, now);
  },
});
