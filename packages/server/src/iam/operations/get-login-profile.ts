import type { iam } from '@assent/catalog';
import { getLoginProfile as get } from '../../directory/login-profile.ts';
import { reading } from '../../operation/operation.ts';
import { shownLoginProfile } from '../answers/credential-answer.ts';
import { onKeyOwner, passwordOwner } from '../key-owner.ts';

export const getLoginProfile = reading<iam.IamOperations['GetLoginProfile']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:GetLoginProfile', call, UserName),
  async handle({ UserName }, call) {
    const owner = await passwordOwner(call.db, call, UserName);
    return { LoginProfile: shownLoginProfile(await get(call.db, owner, owner.shownName), owner.shownName) };
  },
});
