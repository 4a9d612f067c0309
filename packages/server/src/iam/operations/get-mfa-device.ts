import type { iam } from '@assent/catalog';
import { inPartition } from '../../directory/arn.ts';
import { getMfaDeviceOf } from '../../directory/mfa-device.ts';
import { reading } from '../../operation/operation.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

/** Without certifications, which only security keys have. */
export const getMfaDevice = reading<iam.IamOperations['GetMFADevice']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:GetMFADevice', call, UserName),
  async handle({ UserName, SerialNumber }, call) {
    const owner = await credentialOwner(call.db, call, UserName);
    const row = await getMfaDeviceOf(call.db, owner, SerialNumber);
    return { UserName: owner.userName, SerialNumber: inPartition(row.serial, call.partition), EnableDate: new Date(row.enabled_at ?? 0) };
  },
});
