import type { iam } from '@assent/catalog';
import { onGroup } from '../../authorization/requirement.ts';
import { holderOf, listAttachments } from '../../directory/attachment.ts';
import { getGroupRow } from '../../directory/group.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { shownAttachment } from '../answers/policy-answer.ts';

export const listAttachedGroupPolicies = reading<iam.IamOperations['ListAttachedGroupPolicies']>({
  requires: ({ GroupName }, call) => onGroup('iam:ListAttachedGroupPolicies', call, GroupName),
  async handle(input, call) {
    const row = await getGroupRow(call.db, call.account, input.GroupName);
    const page = await listAttachments(call.db, holderOf('group', row), input.PathPrefix, pageRequest(input));
    return { AttachedPolicies: page.items.map((item) => shownAttachment(call, item)), ...pageEnd(page) };
  },
});
