import type { iam } from '@assent/catalog';
import { inPartition, inStore } from '../../directory/arn.ts';
import { getMfaDeviceOf } from '../../directory/mfa-device.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

/** Of the user that is named, else of whoever has the device. Without certifications, which only security keys have. */
export const getMfaDevice = reading<iam.IamOperations['GetMFADevice']>({
  requires: ({ UserName, SerialNumber }, call) => onKeyOwner('iam:GetMFADevice', call, UserName ?? ownerName(call, SerialNumber)),
  async handle({ UserName, SerialNumber }, call) {
    const owner = await credentialOwner(call.db, call, UserName ?? ownerName(call, SerialNumber));
    const row = await getMfaDeviceOf(call.db, owner, SerialNumber);
    return { UserName: owner.userName, SerialNumber: inPartition(row.serial, call.partition), EnableDate: new Date(row.enabled_at ?? 0) };
  },
});

function ownerName({ account, snapshot }: Call, serial: string): string | undefined {
  const device = snapshot.find('mfaDevice', inStore(serial));
  return device?.account === account && device.owner !== undefined ? snapshot.find('user', device.owner)?.name : undefined;
}
