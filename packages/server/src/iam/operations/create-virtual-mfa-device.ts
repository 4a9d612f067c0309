import type { iam } from '@assent/catalog';
import { onNew, requestTags } from '../../authorization/requirement.ts';
import { readAlias } from '../../directory/account-alias.ts';
import { inPartition } from '../../directory/arn.ts';
import { insertMfaDevice } from '../../directory/mfa-device.ts';
import { apiTags, readTags, setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';
import { provisioningUri, qrCodePng } from '../../second-factor/provisioning.ts';

/** The one answer that shows the seed. */
export const createVirtualMfaDevice = writing<iam.IamOperations['CreateVirtualMFADevice']>({
  requires: ({ VirtualMFADeviceName, Path, Tags }, call) => [
    onNew('iam:CreateVirtualMFADevice', call, 'mfa', Path, VirtualMFADeviceName, requestTags(Tags)),
    ...(Tags && Tags.length > 0 ? [onNew('iam:TagMFADevice', call, 'mfa', Path, VirtualMFADeviceName, requestTags(Tags))] : []),
  ],
  async handle({ VirtualMFADeviceName: name, Path = '/', Tags = [] }, { writer, account, partition, now, environment }) {
    const { vault, random } = environment;
    const { row, seed } = await insertMfaDevice(writer, { account, name, path: Path }, { vault, random, now });
    await setTags(writer.db, row.serial, Tags, 'sensitive');
    const uri = provisioningUri(name, (await readAlias(writer.db, account)) ?? account, seed);
    return {
      VirtualMFADevice: {
        SerialNumber: inPartition(row.serial, partition),
        Base32StringSeed: Buffer.from(seed),
        QRCodePNG: qrCodePng(uri),
        Tags: apiTags(await readTags(writer.db, row.serial)),
      },
    };
  },
});
