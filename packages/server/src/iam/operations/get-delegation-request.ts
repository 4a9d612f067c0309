import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const getDelegationRequest = reading<iam.IamOperations['GetDelegationRequest']>({
  requires: ({ DelegationRequestId }, call) => onDelegationRequest('iam:GetDelegationRequest', call, DelegationRequestId),
  handle({ DelegationRequestId }) {
    throw noSuchDelegationRequest(DelegationRequestId);
  },
});
