import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { deleteSshPublicKey as remove, getSshPublicKey } from '../../directory/ssh-public-key.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const deleteSshPublicKey = writing<iam.IamOperations['DeleteSSHPublicKey']>({
  requires: ({ UserName }, call) => onUser('iam:DeleteSSHPublicKey', call, UserName),
  async handle({ UserName, SSHPublicKeyId }, { writer, account }) {
    await remove(writer, await getSshPublicKey(writer.db, await getUserRow(writer.db, account, UserName), SSHPublicKeyId));
  },
});
