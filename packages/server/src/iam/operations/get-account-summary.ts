import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { accountSummary } from '../../directory/account-summary.ts';
import { reading } from '../../operation/operation.ts';

export const getAccountSummary = reading<iam.IamOperations['GetAccountSummary']>({
  requires: () => onAnything('iam:GetAccountSummary'),
  async handle(_input, { db, account, environment }) {
    return { SummaryMap: await accountSummary(db, account, environment.quotas) };
  },
});
