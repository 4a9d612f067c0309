import type { Operations } from '../../operation/operation.ts';
import { createAccount } from './create-account.ts';
import { createOrganization } from './create-organization.ts';
import { describeAccount } from './describe-account.ts';
import { describeCreateAccountStatus } from './describe-create-account-status.ts';
import { describeOrganization } from './describe-organization.ts';
import { listAccounts } from './list-accounts.ts';

/** The operations of Organizations that are served, by name. */
export const organizationsOperations: Operations = {
  CreateAccount: createAccount,
  CreateOrganization: createOrganization,
  DescribeAccount: describeAccount,
  DescribeCreateAccountStatus: describeCreateAccountStatus,
  DescribeOrganization: describeOrganization,
  ListAccounts: listAccounts,
};
