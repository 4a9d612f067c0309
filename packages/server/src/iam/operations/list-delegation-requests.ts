import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { reading } from '../../operation/operation.ts';

export const listDelegationRequests = reading<iam.IamOperations['ListDelegationRequests']>({
  requires: ({ OwnerId }) => onAnything('iam:ListDelegationRequests', { 'iam:DelegationRequestOwner': OwnerId }),
  handle: () => ({ DelegationRequests: [], isTruncated: false }),
});
