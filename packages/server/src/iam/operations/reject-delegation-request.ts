import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const rejectDelegationRequest = reading<iam.IamOperations['RejectDelegationRequest']>({
  requires: ({ DelegationRequestId }, call) => onDelegationRequest('iam:RejectDelegationRequest', call, DelegationRequestId),
  handle({ DelegationRequestId }) {
    throw noSuchDelegationRequest(DelegationRequestId);
  },
});
