import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { deletePasswordPolicy } from '../../directory/password-policy.ts';
import { writing } from '../../operation/operation.ts';

export const deleteAccountPasswordPolicy = writing<iam.IamOperations['DeleteAccountPasswordPolicy']>({
  requires: () => onAnything('iam:DeleteAccountPasswordPolicy'),
  async handle(_input, { writer, account }) {
    await deletePasswordPolicy(writer, account);
  },
});
