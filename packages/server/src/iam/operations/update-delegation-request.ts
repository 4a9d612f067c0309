import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const updateDelegationRequest = reading<iam.IamOperations['UpdateDelegationRequest']>({
  requires: ({ DelegationRequestId }, call) => onDelegationRequest('iam:UpdateDelegationRequest', call, DelegationRequestId),
  handle({ DelegationRequestId }) {
    throw noSuchDelegationRequest(DelegationRequestId);
  },
});
