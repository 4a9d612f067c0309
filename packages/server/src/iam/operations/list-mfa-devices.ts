import type { iam } from '@assent/catalog';
import { listMfaDevicesOf } from '../../directory/mfa-device.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { shownDevice } from '../answers/credential-answer.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const listMfaDevices = reading<iam.IamOperations['ListMFADevices']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:ListMFADevices', call, UserName),
  async handle(input, call) {
    const owner = await credentialOwner(call.db, call, input.UserName);
    const page = pageOfAll(await listMfaDevicesOf(call.db, owner), pageRequest(input), ({ serial }) => ({ key: '', id: serial }));
    return { MFADevices: page.items.map((row) => shownDevice(call, row, owner.shownName)), ...pageEnd(page) };
  },
});
