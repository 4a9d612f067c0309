import { ApiError } from '../wire/api-error.ts';

export interface MultiFactorInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** Refuses a second factor where no device could have made it: a code cannot be verified against nothing (R13.3).
 * @throws ApiError `AccessDenied` */
export function checkMultiFactor({ SerialNumber, TokenCode }: MultiFactorInput): void {
  if (SerialNumber === undefined && TokenCode === undefined) return;
  throw new ApiError(
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  );
}
