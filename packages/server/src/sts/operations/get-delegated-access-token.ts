import type { sts } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';

/** Tokens to be traded in come with delegation requests that were granted, of which there is none (R21.53). */
export const getDelegatedAccessToken = reading<sts.StsOperations['GetDelegatedAccessToken']>({
  requires: () => onAnything('sts:GetDelegatedAccessToken'),
  handle() {
    throw new ApiError('ExpiredTradeInTokenException', 'The trade-in token is not valid or has expired.');
  },
});
