import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { getGroupRow, listMembers } from '../../directory/group.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { listedUser, shownGroup } from '../answers/entity-answer.ts';

/** Pages the users of the group (R20.17). */
export const getGroup = reading<iam.IamOperations['GetGroup']>({
  requires: ({ GroupName }, call) => onGroup('iam:GetGroup', call, GroupName),
  async handle(input, call) {
    const row = await getGroupRow(call.db, call.account, input.GroupName);
    const page = await listMembers(call.db, row, pageRequest(input));
    return { Group: shownGroup(call, row), Users: page.items.map((user) => listedUser(call, user)), ...pageEnd(page) };
  },
});
