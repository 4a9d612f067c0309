import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { holderOf } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { listInlinePolicies } from '../../directory/inline-policy.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';

export const listGroupPolicies = reading<iam.IamOperations['ListGroupPolicies']>({
  requires: ({ GroupName }, call) => onGroup('iam:ListGroupPolicies', call, GroupName),
  async handle(input, { db, account }) {
    const row = await getGroupRow(db, account, input.GroupName);
    const page = await listInlinePolicies(db, holderOf('group', row), pageRequest(input));
    return { PolicyNames: page.items.map(({ name }) => name), ...pageEnd(page) };
  },
});
