import type { MfaDeviceFacts } from '../directory/facts.ts';
import { inStore } from '../directory/arn.ts';
import type { Call } from '../operation/call.ts';
import type { Session } from '../session/session.ts';
import { ApiError } from '../wire/api-error.ts';

export interface SecondFactorInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

const failed = (what: string): ApiError => new ApiError('AccessDenied', `MultiFactorAuthentication failed${what}`);

/** The device and the code that a call gives, where the code would be accepted; `undefined` where it gives neither. Nothing
 * is spent yet: whether the call is allowed may depend on it.
 * @throws ApiError `AccessDenied` (R13.3) */
export function checkSecondFactor({ SerialNumber, TokenCode }: SecondFactorInput, call: Call): { readonly device: MfaDeviceFacts; readonly code: string } | undefined {
  if (SerialNumber === undefined && TokenCode === undefined) return undefined;
  if (SerialNumber === undefined || TokenCode === undefined) throw failed(', must provide both MFA serial number and one time pass code.');
  const device = call.snapshot.find('mfaDevice', inStore(SerialNumber));
  if (device?.owner === undefined || device.owner !== ownerOf(call)) {
    throw failed(', unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.');
  }
  if (!call.environment.secondFactors.check(device, TokenCode, call.now)) throw invalidCode();
  return { device, code: TokenCode };
}

/** Accepts the code of a call, once.
 * @returns what a session keeps of it (R6.2); empty where the call gives none
 * @throws ApiError `AccessDenied` */
export async function spendSecondFactor(input: SecondFactorInput, call: Call): Promise<Pick<Session, 'mfaAt'>> {
  const factor = checkSecondFactor(input, call);
  if (!factor) return {};
  if (!(await call.environment.secondFactors.spend(factor.device, factor.code, call.now))) throw invalidCode();
  return { mfaAt: call.now.getTime() };
}

const invalidCode = (): ApiError => failed(' with invalid MFA one time pass code. ');

/** Whose devices count: those of the user that calls, or of the root; a role has none. */
function ownerOf({ caller, account }: Call): string | undefined {
  if (caller.principal.kind === 'root') return account;
  return caller.principal.kind === 'user' ? caller.user?.id : undefined;
}
