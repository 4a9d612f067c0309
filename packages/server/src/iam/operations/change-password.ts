import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { checkReuse, getLoginProfile, isCurrentPassword, updateLoginProfile } from '../../directory/login-profile.ts';
import { checkNotExpired, checkPassword, findPasswordPolicy } from '../../directory/password-policy.ts';
import { preparing } from '../../operation/operation.ts';
import { hashPassword } from '../../secret/password-hash.ts';
import type { LoginProfileRow } from '../../store/schema.ts';
import { ApiError } from '../../wire/api-error.ts';
import { impliedUser } from '../requirement-keys.ts';

const wrongPassword = (): ApiError => new ApiError('AccessDenied', 'The old password was incorrect.');

/** A user's own password, and nobody else's (R21.27). Guessing the old one is bounded as guessing codes is. */
export const changePassword = preparing<iam.IamOperations['ChangePassword'], Prepared>({
  requires: (_input, call) => {
    const name = impliedUser(call);
    return name === undefined ? { action: 'iam:ChangePassword', resource: call.caller.arn } : onUser('iam:ChangePassword', call, name);
  },
  async prepare({ OldPassword, NewPassword }, { db, account, caller, environment, now, snapshot }) {
    const { user, principal } = caller;
    if (!user || principal.kind !== 'user') throw new ApiError('InvalidUserType', 'Only IAM users can change their own password.');
    const { passwordAttempts: attempts } = environment;
    const profile = await getLoginProfile(db, { account, user: user.id }, user.name);
    const policy = await findPasswordPolicy(db, account);
    if (!attempts.isOpen(user.id, now)) throw wrongPassword();
    // It counts as wrong until it has proved right, so that guesses at the same time are counted too.
    attempts.noteFailure(user.id, now);
    if (!isCurrentPassword(profile, await hashPassword(OldPassword, profile.salt))) throw wrongPassword();
    attempts.noteSuccess(user.id);
    checkNotExpired(profile.changed_at, policy, now);
    checkPassword(NewPassword, policy, snapshot.find('account', account));
    const hash = await hashPassword(NewPassword, profile.salt);
    checkReuse(profile, hash, policy);
    return { profile, hash };
  },
  async handle(_input, { writer, now }, { profile, hash }) {
    await updateLoginProfile(writer, profile, { hash, resetRequired: false }, now);
  },
});

interface Prepared {
  readonly profile: LoginProfileRow;
  readonly hash: Uint8Array;
}
