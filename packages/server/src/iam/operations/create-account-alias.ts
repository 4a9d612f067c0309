import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { setAlias } from '../../directory/account-alias.ts';
import { validation } from '../../directory/fault.ts';
import { writing } from '../../operation/operation.ts';

export const createAccountAlias = writing<iam.IamOperations['CreateAccountAlias']>({
  requires: () => onAnything('iam:CreateAccountAlias'),
  async handle({ AccountAlias }, { writer, account }) {
    if (/^\d{12}$/.test(AccountAlias)) throw validation(`The account alias ${AccountAlias} must not be 12 digits.`);
    await setAlias(writer, account, AccountAlias);
  },
});
