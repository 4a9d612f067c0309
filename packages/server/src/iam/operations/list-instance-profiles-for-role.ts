import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { listInstanceProfileRows } from '../../directory/instance-profile.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getRoleRow } from '../../directory/role.ts';
import { reading } from '../../operation/operation.ts';
import { shownInstanceProfile } from '../answers/entity-answer.ts';

export const listInstanceProfilesForRole = reading<iam.IamOperations['ListInstanceProfilesForRole']>({
  requires: ({ RoleName }, call) => onRole('iam:ListInstanceProfilesForRole', call, RoleName),
  async handle(input, call) {
    const role = await getRoleRow(call.db, call.account, input.RoleName);
    const page = await listInstanceProfileRows(call.db, call.account, { role }, pageRequest(input));
    return { InstanceProfiles: page.items.map((row) => shownInstanceProfile(call, row, role)), ...pageEnd(page) };
  },
});
