import type { iam } from '@assent/catalog';
import { onDelegationRequest } from '../../authorization/requirement.ts';
import { noSuchDelegationRequest } from '../../directory/delegation-request.ts';
import { reading } from '../../operation/operation.ts';

export const associateDelegationRequest = reading<iam.IamOperations['AssociateDelegationRequest']>({
  requires: ({ DelegationRequestId }, call) => onDelegationRequest('iam:AssociateDelegationRequest', call, DelegationRequestId),
  handle({ DelegationRequestId }) {
    throw noSuchDelegationRequest(DelegationRequestId);
  },
});
