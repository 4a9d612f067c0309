import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { holderOf, listAttachments } from '../../directory/attachment.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getRoleRow } from '../../directory/role.ts';
import { reading } from '../../operation/operation.ts';
import { shownAttachment } from '../answers/policy-answer.ts';

export const listAttachedRolePolicies = reading<iam.IamOperations['ListAttachedRolePolicies']>({
  requires: ({ RoleName }, call) => onRole('iam:ListAttachedRolePolicies', call, RoleName),
  async handle(input, call) {
    const row = await getRoleRow(call.db, call.account, input.RoleName);
    const page = await listAttachments(call.db, holderOf('role', row), input.PathPrefix, pageRequest(input));
    return { AttachedPolicies: page.items.map((item) => shownAttachment(call, item)), ...pageEnd(page) };
  },
});
