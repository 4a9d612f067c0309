import type { CredentialStatus } from '../store/schema.ts';
import { ApiError } from '../wire/api-error.ts';

/** The status that a client may set: `Expired` is the third value of the API's enum, which comes by itself (R21.23).
 * @throws ApiError `InvalidInput` */
export function settableStatus(status: CredentialStatus | 'Expired'): CredentialStatus {
  if (status === 'Expired') throw new ApiError('InvalidInput', 'The status Expired cannot be set. Valid values are Active and Inactive.');
  return status;
}
