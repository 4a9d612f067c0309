import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { detachPolicy, holderOf } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { writing } from '../../operation/operation.ts';

export const detachGroupPolicy = writing<iam.IamOperations['DetachGroupPolicy']>({
  requires: ({ GroupName, PolicyArn }, call) => onGroup('iam:DetachGroupPolicy', call, GroupName, { 'iam:PolicyARN': PolicyArn }),
  async handle({ GroupName, PolicyArn }, { writer, account }) {
    const row = await getGroupRow(writer.db, account, GroupName);
    await detachPolicy(writer, holderOf('group', row), PolicyArn);
  },
});
