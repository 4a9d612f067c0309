import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { listInlinePolicies } from '../../directory/inline-policy.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getRoleRow } from '../../directory/role.ts';
import { reading } from '../../operation/operation.ts';

export const listRolePolicies = reading<iam.IamOperations['ListRolePolicies']>({
  requires: ({ RoleName }, call) => onRole('iam:ListRolePolicies', call, RoleName),
  async handle(input, { db, account }) {
    const row = await getRoleRow(db, account, input.RoleName);
    const page = await listInlinePolicies(db, holderOf('role', row), pageRequest(input));
    return { PolicyNames: page.items.map(({ name }) => name), ...pageEnd(page) };
  },
});
