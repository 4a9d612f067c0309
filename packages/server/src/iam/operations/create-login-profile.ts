import type { iam } from '@assent/catalog';
import { validation } from '../../directory/fault.ts';
import { checkNoLoginProfile, insertLoginProfile } from '../../directory/login-profile.ts';
import type { HashedPassword } from '../../directory/login-profile.ts';
import { checkPassword, findPasswordPolicy } from '../../directory/password-policy.ts';
import { preparing } from '../../operation/operation.ts';
import { hashPassword, saltLength } from '../../secret/password-hash.ts';
import { shownLoginProfile } from '../answers/credential-answer.ts';
import { onKeyOwner, passwordOwner } from '../key-owner.ts';

/** A root's profile is made without a password, which its owner is to set; all others need one. */
export const createLoginProfile = preparing<iam.IamOperations['CreateLoginProfile'], HashedPassword>({
  requires: ({ UserName }, call) => onKeyOwner('iam:CreateLoginProfile', call, UserName),
  async prepare({ UserName, Password }, call) {
    const owner = await passwordOwner(call.db, call, UserName);
    await checkNoLoginProfile(call.db, owner, owner.shownName);
    const salt = call.environment.random(saltLength);
    if (owner.user === undefined) {
      if (Password !== undefined) throw validation('Password must be omitted for the root user.');
      return { salt, hash: undefined };
    }
    if (Password === undefined) throw validation("1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null");
    checkPassword(Password, await findPasswordPolicy(call.db, call.account), call.snapshot.find('account', call.account));
    return { salt, hash: await hashPassword(Password, salt) };
  },
  async handle({ UserName, PasswordResetRequired }, call, hashed) {
    const owner = await passwordOwner(call.writer.db, call, UserName);
    const row = await insertLoginProfile(call.writer, owner, owner.shownName, hashed, PasswordResetRequired === true, call.now);
    return { LoginProfile: shownLoginProfile(row, owner.shownName) };
  },
});
