import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { notRegistered } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const createDelegationRequest = reading<iam.IamOperations['CreateDelegationRequest']>({
  requires: ({ SessionDuration, NotificationChannel, Permissions }, call) =>
    onDelegationRequest('iam:CreateDelegationRequest', call, '*', {
      'iam:DelegationDuration': String(SessionDuration),
      'iam:NotificationChannel': NotificationChannel,
      'iam:TemplateArn': Permissions.PolicyTemplateArn,
    }),
  handle() {
    throw notRegistered();
  },
});
