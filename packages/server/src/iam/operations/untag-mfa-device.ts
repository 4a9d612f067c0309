import type { iam } from '@assent/catalog';
import { onMfaDevice } from '../../authorization/requirement.ts';
import { getVirtualMfaDevice } from '../../directory/mfa-device.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagMfaDevice = writing<iam.IamOperations['UntagMFADevice']>({
  requires: ({ SerialNumber, TagKeys }, call) => onMfaDevice('iam:UntagMFADevice', call, SerialNumber, { 'aws:TagKeys': TagKeys }),
  async handle({ SerialNumber, TagKeys }, { writer, account }) {
    const { serial } = await getVirtualMfaDevice(writer.db, account, SerialNumber);
    await removeTags(writer.db, serial, TagKeys, 'sensitive');
    writer.changed('mfaDevice', serial);
  },
});
