import type { iam } from '@assent/catalog';
import { onInstanceProfile, onRole } from '../../authorization/requirement.ts';
import { addRole, getInstanceProfileRow } from '../../directory/instance-profile.ts';
import { checkModifiable, getRoleRow } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';

/** A role is handed over, so that passing it must be allowed too (R21.12, R11.5). */
export const addRoleToInstanceProfile = writing<iam.IamOperations['AddRoleToInstanceProfile']>({
  requires: ({ InstanceProfileName, RoleName }, call) => [
    onInstanceProfile('iam:AddRoleToInstanceProfile', call, InstanceProfileName),
    onRole('iam:PassRole', call, RoleName, { 'iam:PassedToService': 'ec2.amazonaws.com' }),
  ],
  async handle({ InstanceProfileName, RoleName }, { writer, account }) {
    const profile = await getInstanceProfileRow(writer.db, account, InstanceProfileName);
    const role = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(role);
    await addRole(writer, profile, role);
  },
});
