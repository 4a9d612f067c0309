import type { iam } from '@assent/catalog';
import { onMfaDevice } from '../../authorization/requirement.ts';
import { getVirtualMfaDevice } from '../../directory/mfa-device.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listMfaDeviceTags = reading<iam.IamOperations['ListMFADeviceTags']>({
  requires: ({ SerialNumber }, call) => onMfaDevice('iam:ListMFADeviceTags', call, SerialNumber),
  async handle(input, { db, account }) {
    const { serial } = await getVirtualMfaDevice(db, account, input.SerialNumber);
    const page = await pageTags(db, serial, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
