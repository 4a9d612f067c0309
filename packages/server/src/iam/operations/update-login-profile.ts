import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { checkReuse, getLoginProfile, updateLoginProfile as update } from '../../directory/login-profile.ts';
import { checkPassword, findPasswordPolicy } from '../../directory/password-policy.ts';
import { getUserRow } from '../../directory/user.ts';
import { preparing } from '../../operation/operation.ts';
import { hashPassword } from '../../secret/password-hash.ts';
import type { LoginProfileRow } from '../../store/schema.ts';

/** What is not given stays as it is. */
export const updateLoginProfile = preparing<iam.IamOperations['UpdateLoginProfile'], Prepared>({
  requires: ({ UserName }, call) => onUser('iam:UpdateLoginProfile', call, UserName),
  async prepare({ UserName, Password }, { db, account, snapshot }) {
    const user = await getUserRow(db, account, UserName);
    const profile = await getLoginProfile(db, { account, user: user.id }, user.name);
    if (Password === undefined) return { profile, hash: undefined };
    const policy = await findPasswordPolicy(db, account);
    checkPassword(Password, policy, snapshot.find('account', account));
    const hash = await hashPassword(Password, profile.salt);
    checkReuse(profile, hash, policy);
    return { profile, hash };
  },
  async handle({ PasswordResetRequired }, { writer, now, environment }, { profile, hash }) {
    if (hash || PasswordResetRequired !== undefined) await update(writer, profile, { hash, resetRequired: PasswordResetRequired }, now);
    // Guesses at the old password are none at the new one.
    if (hash) environment.passwordAttempts.noteSuccess(profile.owner_id);
  },
});

interface Prepared {
  readonly profile: LoginProfileRow;
  readonly hash: Uint8Array | undefined;
}
