import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { putPasswordPolicy } from '../../directory/password-policy.ts';
import { writing } from '../../operation/operation.ts';

const flag = (value: boolean | undefined): 0 | 1 => (value === true ? 1 : 0);

/** Whatever is absent goes back to its default (R21.26). */
export const updateAccountPasswordPolicy = writing<iam.IamOperations['UpdateAccountPasswordPolicy']>({
  requires: () => onAnything('iam:UpdateAccountPasswordPolicy'),
  async handle(input, { writer, account }) {
    await putPasswordPolicy(writer, {
      account_id: account,
      minimum_length: input.MinimumPasswordLength ?? 6,
      require_symbols: flag(input.RequireSymbols),
      require_numbers: flag(input.RequireNumbers),
      require_uppercase: flag(input.RequireUppercaseCharacters),
      require_lowercase: flag(input.RequireLowercaseCharacters),
      users_may_change: flag(input.AllowUsersToChangePassword),
      max_age: input.MaxPasswordAge ?? null,
      reuse_prevention: input.PasswordReusePrevention ?? null,
      hard_expiry: flag(input.HardExpiry),
    });
  },
});
