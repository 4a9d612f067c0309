import type { iam } from '@assent/catalog';
import { getMfaDeviceOf, resyncMfaDevice as resync } from '../../directory/mfa-device.ts';
import { writing } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const resyncMfaDevice = writing<iam.IamOperations['ResyncMFADevice']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:ResyncMFADevice', call, UserName),
  async handle({ UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }, call) {
    const { writer, now, environment } = call;
    const row = await getMfaDeviceOf(writer.db, await credentialOwner(writer.db, call, UserName), SerialNumber);
    const state = environment.secondFactors.synchronize(row, AuthenticationCode1, AuthenticationCode2, now);
    if (!state) throw new ApiError('InvalidAuthenticationCode', 'Authentication code for device is not valid.');
    await resync(writer, row, state);
  },
});
