import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { removeTags } from '../../directory/tag.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const untagUser = writing<iam.IamOperations['UntagUser']>({
  requires: ({ UserName, TagKeys }, call) => onUser('iam:UntagUser', call, UserName, { 'aws:TagKeys': TagKeys }),
  async handle({ UserName, TagKeys }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await removeTags(writer.db, row.id, TagKeys, 'insensitive');
    writer.changed('user', row.id);
  },
});
