import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { deleteAlias } from '../../directory/account-alias.ts';
import { writing } from '../../operation/operation.ts';

export const deleteAccountAlias = writing<iam.IamOperations['DeleteAccountAlias']>({
  requires: () => onAnything('iam:DeleteAccountAlias'),
  async handle({ AccountAlias }, { writer, account }) {
    await deleteAlias(writer, account, AccountAlias);
  },
});
