import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { getPasswordPolicy } from '../../directory/password-policy.ts';
import { reading } from '../../operation/operation.ts';

export const getAccountPasswordPolicy = reading<iam.IamOperations['GetAccountPasswordPolicy']>({
  requires: () => onAnything('iam:GetAccountPasswordPolicy'),
  async handle(_input, { db, account }) {
    const row = await getPasswordPolicy(db, account);
    return {
      PasswordPolicy: {
        MinimumPasswordLength: row.minimum_length,
        RequireSymbols: row.require_symbols === 1,
        RequireNumbers: row.require_numbers === 1,
        RequireUppercaseCharacters: row.require_uppercase === 1,
        RequireLowercaseCharacters: row.require_lowercase === 1,
        AllowUsersToChangePassword: row.users_may_change === 1,
        ExpirePasswords: row.max_age !== null,
        MaxPasswordAge: row.max_age ?? undefined,
        PasswordReusePrevention: row.reuse_prevention ?? undefined,
        HardExpiry: row.hard_expiry === 1,
      },
    };
  },
});
