import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { listGroupsOf } from '../../directory/group.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getUserRow } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';
import { shownGroup } from '../answers/entity-answer.ts';

export const listGroupsForUser = reading<iam.IamOperations['ListGroupsForUser']>({
  requires: ({ UserName }, call) => onUser('iam:ListGroupsForUser', call, UserName),
  async handle(input, call) {
    const page = await listGroupsOf(call.db, await getUserRow(call.db, call.account, input.UserName), pageRequest(input));
    return { Groups: page.items.map((row) => shownGroup(call, row)), ...pageEnd(page) };
  },
});
