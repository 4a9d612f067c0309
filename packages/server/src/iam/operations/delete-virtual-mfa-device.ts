import type { iam } from '@assent/catalog';
import { onMfaDevice } from '../../authorization/requirement.ts';
import { deleteMfaDevice, getVirtualMfaDevice } from '../../directory/mfa-device.ts';
import { writing } from '../../operation/operation.ts';

export const deleteVirtualMfaDevice = writing<iam.IamOperations['DeleteVirtualMFADevice']>({
  requires: ({ SerialNumber }, call) => onMfaDevice('iam:DeleteVirtualMFADevice', call, SerialNumber),
  async handle({ SerialNumber }, { writer, account, environment }) {
    const row = await getVirtualMfaDevice(writer.db, account, SerialNumber);
    await deleteMfaDevice(writer, row);
    environment.secondFactors.forget(row.serial);
  },
});
