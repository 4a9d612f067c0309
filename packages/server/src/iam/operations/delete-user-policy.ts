import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { deleteInlinePolicy } from '../../directory/inline-policy.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const deleteUserPolicy = writing<iam.IamOperations['DeleteUserPolicy']>({
  requires: ({ UserName }, call) => onUser('iam:DeleteUserPolicy', call, UserName, boundaryKey(call, 'user', UserName)),
  async handle({ UserName, PolicyName }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await deleteInlinePolicy(writer, holderOf('user', row), PolicyName);
  },
});
