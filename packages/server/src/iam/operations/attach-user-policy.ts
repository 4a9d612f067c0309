import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { attachPolicy, holderOf } from '../../directory/attachment.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const attachUserPolicy = writing<iam.IamOperations['AttachUserPolicy']>({
  requires: ({ UserName, PolicyArn }, call) => onUser('iam:AttachUserPolicy', call, UserName, { ...boundaryKey(call, 'user', UserName), 'iam:PolicyARN': PolicyArn }),
  async handle({ UserName, PolicyArn }, { writer, account, now }) {
    const row = await getUserRow(writer.db, account, UserName);
    await attachPolicy(writer, holderOf('user', row), PolicyArn, now);
  },
});
