import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { listInlinePolicies } from '../../directory/inline-policy.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getUserRow } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';

export const listUserPolicies = reading<iam.IamOperations['ListUserPolicies']>({
  requires: ({ UserName }, call) => onUser('iam:ListUserPolicies', call, UserName),
  async handle(input, { db, account }) {
    const row = await getUserRow(db, account, input.UserName);
    const page = await listInlinePolicies(db, holderOf('user', row), pageRequest(input));
    return { PolicyNames: page.items.map(({ name }) => name), ...pageEnd(page) };
  },
});
