import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { deleteServiceLinkedRole as remove } from '../../directory/service-linked-role.ts';
import { writing } from '../../operation/operation.ts';

export const deleteServiceLinkedRole = writing<iam.IamOperations['DeleteServiceLinkedRole']>({
  requires: ({ RoleName }, call) => onRole('iam:DeleteServiceLinkedRole', call, RoleName),
  async handle({ RoleName }, { writer, account, now, environment }) {
    const task = await remove(writer, account, RoleName, { now, random: environment.random });
    return { DeletionTaskId: task.id };
  },
});
