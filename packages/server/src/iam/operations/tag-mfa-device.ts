import type { iam } from '@assent/catalog';
import { onMfaDevice, requestTags } from '../../authorization/requirement.ts';
import { getVirtualMfaDevice } from '../../directory/mfa-device.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagMfaDevice = writing<iam.IamOperations['TagMFADevice']>({
  requires: ({ SerialNumber, Tags }, call) => onMfaDevice('iam:TagMFADevice', call, SerialNumber, requestTags(Tags)),
  async handle({ SerialNumber, Tags }, { writer, account }) {
    const { serial } = await getVirtualMfaDevice(writer.db, account, SerialNumber);
    await setTags(writer.db, serial, Tags, 'sensitive');
    writer.changed('mfaDevice', serial);
  },
});
