import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { pageTags } from '../../directory/tag.ts';
import { getUserRow } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';

export const listUserTags = reading<iam.IamOperations['ListUserTags']>({
  requires: ({ UserName }, call) => onUser('iam:ListUserTags', call, UserName),
  async handle(input, { db, account }) {
    const row = await getUserRow(db, account, input.UserName);
    const page = await pageTags(db, row.id, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
