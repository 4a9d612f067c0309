import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const acceptDelegationRequest = reading<iam.IamOperations['AcceptDelegationRequest']>({
  requires: ({ DelegationRequestId }, call) => onDelegationRequest('iam:AcceptDelegationRequest', call, DelegationRequestId),
  handle({ DelegationRequestId }) {
    throw noSuchDelegationRequest(DelegationRequestId);
  },
});
