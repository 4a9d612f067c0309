import type { iam } from '@assent/catalog';
import { deleteAccessKey as remove, getAccessKey } from '../../directory/access-key.ts';
import { writing } from '../../operation/operation.ts';
import { keyOwner, onKeyOwner } from '../key-owner.ts';

export const deleteAccessKey = writing<iam.IamOperations['DeleteAccessKey']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:DeleteAccessKey', call, UserName),
  async handle({ UserName, AccessKeyId }, call) {
    const { writer } = call;
    const owner = await keyOwner(writer.db, call, UserName);
    await remove(writer, await getAccessKey(writer.db, owner, AccessKeyId));
  },
});
