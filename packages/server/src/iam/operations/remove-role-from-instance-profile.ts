import type { iam } from '@assent/catalog';
import { onInstanceProfile } from '../../authorization/requirement.ts';
import { getInstanceProfileRow, removeRole } from '../../directory/instance-profile.ts';
import { getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';

export const removeRoleFromInstanceProfile = writing<iam.IamOperations['RemoveRoleFromInstanceProfile']>({
  requires: ({ InstanceProfileName }, call) => onInstanceProfile('iam:RemoveRoleFromInstanceProfile', call, InstanceProfileName),
  async handle({ InstanceProfileName, RoleName }, { writer, account }) {
    const profile = await getInstanceProfileRow(writer.db, account, InstanceProfileName);
    await removeRole(writer, profile, await getRoleRow(writer.db, account, RoleName));
  },
});
