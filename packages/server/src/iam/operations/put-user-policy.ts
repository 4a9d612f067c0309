import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { putInlinePolicy } from '../../directory/inline-policy.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const putUserPolicy = writing<iam.IamOperations['PutUserPolicy']>({
  requires: ({ UserName }, call) => onUser('iam:PutUserPolicy', call, UserName, boundaryKey(call, 'user', UserName)),
  async handle({ UserName, PolicyName, PolicyDocument }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await putInlinePolicy(writer, holderOf('user', row), row.name, PolicyName, PolicyDocument);
  },
});
