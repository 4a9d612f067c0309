import type { iam } from '@assent/catalog';
import { deleteLoginProfile as remove, getLoginProfile } from '../../directory/login-profile.ts';
import { writing } from '../../operation/operation.ts';
import { onKeyOwner, passwordOwner } from '../key-owner.ts';

export const deleteLoginProfile = writing<iam.IamOperations['DeleteLoginProfile']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:DeleteLoginProfile', call, UserName),
  async handle({ UserName }, call) {
    const { writer } = call;
    const owner = await passwordOwner(writer.db, call, UserName);
    await remove(writer, await getLoginProfile(writer.db, owner, owner.shownName));
  },
});
