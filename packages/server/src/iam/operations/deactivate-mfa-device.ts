import type { iam } from '@assent/catalog';
import { deactivateMfaDevice as deactivate, getMfaDeviceOf } from '../../directory/mfa-device.ts';
import { writing } from '../../operation/operation.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const deactivateMfaDevice = writing<iam.IamOperations['DeactivateMFADevice']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:DeactivateMFADevice', call, UserName),
  async handle({ UserName, SerialNumber }, call) {
    const { writer } = call;
    await deactivate(writer, await getMfaDeviceOf(writer.db, await credentialOwner(writer.db, call, UserName), SerialNumber));
  },
});
