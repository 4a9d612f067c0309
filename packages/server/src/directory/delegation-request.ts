import { ApiError } from '../wire/api-error.ts';

/** Requests for delegation are made by product providers that AWS has registered, with permission templates of theirs. This
 * server has registered none: nobody can make a request, and so there is none to be found (R21.53). */
export const notRegistered = (): ApiError => new ApiError('AccessDenied', 'The account is not registered as a product provider that may make delegation requests.');

export const noSuchDelegationRequest = (id: string): ApiError => new ApiError('NoSuchEntity', `The delegation request ${id} cannot be found.`);
