import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { detachPolicy, holderOf } from '../../directory/attachment.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { boundaryKey } from '../requirement-keys.ts';

export const detachUserPolicy = writing<iam.IamOperations['DetachUserPolicy']>({
  requires: ({ UserName, PolicyArn }, call) => onUser('iam:DetachUserPolicy', call, UserName, { ...boundaryKey(call, 'user', UserName), 'iam:PolicyARN': PolicyArn }),
  async handle({ UserName, PolicyArn }, { writer, account }) {
    const row = await getUserRow(writer.db, account, UserName);
    await detachPolicy(writer, holderOf('user', row), PolicyArn);
  },
});
