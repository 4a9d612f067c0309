import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { organizationsRole } from '../../directory/organizations-role.ts';
import { deleteServiceLinkedRole as remove, serviceLinkedPath } from '../../directory/service-linked-role.ts';
import { writing } from '../../operation/operation.ts';
import type { RoleRow } from '../../store/schema.ts';

export const deleteServiceLinkedRole = writing<iam.IamOperations['DeleteServiceLinkedRole']>({
  requires: ({ RoleName }, call) => onRole('iam:DeleteServiceLinkedRole', call, RoleName),
  async handle({ RoleName }, { writer, account, now, environment, snapshot }) {
    const usedBy = ({ path }: RoleRow): string | undefined =>
      path === serviceLinkedPath(organizationsRole.service) && snapshot.organizationOf(account) ? 'The account is a member of an organization.' : undefined;
    const task = await remove(writer, account, RoleName, usedBy, { now, random: environment.random });
    return { DeletionTaskId: task.id };
  },
});
