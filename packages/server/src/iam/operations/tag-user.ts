import type { iam } from '@assent/catalog';
import { onUser, requestTags } from '../../authorization/requirement.ts';
import { setTags } from '../../directory/tag.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const tagUser = writing<iam.IamOperations['TagUser']>({
  requires: ({ UserName, Tags }, call) => onUser('iam:TagUser', call, UserName, requestTags(Tags)),
  async handle({ UserName, Tags }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await setTags(writer.db, row.id, Tags, 'insensitive');
    writer.changed('user', row.id);
  },
});
