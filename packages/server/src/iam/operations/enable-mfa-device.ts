import type { iam } from '@assent/catalog';
import { noSuchMfaDevice } from '../../directory/fault.ts';
import { checkEnabling, enableMfaDevice as enable, getVirtualMfaDevice } from '../../directory/mfa-device.ts';
import { writing } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

/** Wants two consecutive codes (R21.28). The keys of security keys (`iam:RegisterSecurityKey`, `iam:FIDO-…`) are absent: what
 * makes codes is none. */
export const enableMfaDevice = writing<iam.IamOperations['EnableMFADevice']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:EnableMFADevice', call, UserName),
  async handle({ UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }, call) {
    const { writer, account, now, environment } = call;
    const owner = await credentialOwner(writer.db, call, UserName);
    // A device of hardware: AWS knows the seeds of those it sold, and nobody has told us any.
    if (!SerialNumber.startsWith('arn:')) throw noSuchMfaDevice(SerialNumber);
    const row = await getVirtualMfaDevice(writer.db, account, SerialNumber);
    await checkEnabling(writer.db, row, owner);
    const state = environment.secondFactors.synchronize(row, AuthenticationCode1, AuthenticationCode2, now);
    if (!state) throw new ApiError('InvalidAuthenticationCode', 'Authentication code for device is not valid.');
    await enable(writer, row, owner, state, now);
  },
});
