import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { getInlinePolicy } from '../../directory/inline-policy.ts';
import { getUserRow } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';

export const getUserPolicy = reading<iam.IamOperations['GetUserPolicy']>({
  requires: ({ UserName }, call) => onUser('iam:GetUserPolicy', call, UserName),
  async handle({ UserName, PolicyName }, { db, account }) {
    const row = await getUserRow(db, account, UserName);
    const inline = await getInlinePolicy(db, holderOf('user', row), PolicyName);
    return { UserName: row.name, PolicyName: inline.name, PolicyDocument: inline.document };
  },
});
