import type { iam } from '@assent/catalog';
import { getDeletionTask } from '../../directory/service-linked-role.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';

/** `task/PATH/ROLE/UUID`: the role that a task is about. */
const taskRole = (id: string): string | undefined => /^task(\/aws-service-role\/[^/]+\/[^/]+)\/[0-9a-f-]+$/.exec(id)?.[1];

const roleArn = (call: Call, id: string): string => `arn:${call.partition}:iam::${call.account}:role${taskRole(id) ?? '/aws-service-role/'}`;

export const getServiceLinkedRoleDeletionStatus = reading<iam.IamOperations['GetServiceLinkedRoleDeletionStatus']>({
  requires: ({ DeletionTaskId }, call) => ({ action: 'iam:GetServiceLinkedRoleDeletionStatus', resource: roleArn(call, DeletionTaskId), resourceAccount: call.account }),
  async handle({ DeletionTaskId }, { db, account }) {
    if (taskRole(DeletionTaskId) === undefined) throw new ApiError('InvalidInput', 'The specified deletion task id is not valid.');
    const { failure } = await getDeletionTask(db, account, DeletionTaskId);
    // The deletion has ended when it was asked for.
    return failure === null ? { Status: 'SUCCEEDED' } : { Status: 'FAILED', Reason: { Reason: failure } };
  },
});
