import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const sendDelegationToken = reading<iam.IamOperations['SendDelegationToken']>({
  requires: ({ DelegationRequestId }, call) => onDelegationRequest('iam:SendDelegationToken', call, DelegationRequestId),
  handle({ DelegationRequestId }) {
    throw noSuchDelegationRequest(DelegationRequestId);
  },
});
