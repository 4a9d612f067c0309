import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { holderOf, listAttachments } from '../../directory/attachment.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getUserRow } from '../../directory/user.ts';
import { reading } from '../../operation/operation.ts';
import { shownAttachment } from '../answers/policy-answer.ts';

export const listAttachedUserPolicies = reading<iam.IamOperations['ListAttachedUserPolicies']>({
  requires: ({ UserName }, call) => onUser('iam:ListAttachedUserPolicies', call, UserName),
  async handle(input, call) {
    const row = await getUserRow(call.db, call.account, input.UserName);
    const page = await listAttachments(call.db, holderOf('user', row), input.PathPrefix, pageRequest(input));
    return { AttachedPolicies: page.items.map((item) => shownAttachment(call, item)), ...pageEnd(page) };
  },
});
