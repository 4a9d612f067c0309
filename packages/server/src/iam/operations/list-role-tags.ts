import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getRoleRow } from '../../directory/role.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listRoleTags = reading<iam.IamOperations['ListRoleTags']>({
  requires: ({ RoleName }, call) => onRole('iam:ListRoleTags', call, RoleName),
  async handle(input, { db, account }) {
    const row = await getRoleRow(db, account, input.RoleName);
    const page = await pageTags(db, row.id, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
