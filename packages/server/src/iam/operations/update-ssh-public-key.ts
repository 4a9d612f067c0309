import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { settableStatus } from '../../directory/credential-status.ts';
import { getSshPublicKey, setSshPublicKeyStatus } from '../../directory/ssh-public-key.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';

export const updateSshPublicKey = writing<iam.IamOperations['UpdateSSHPublicKey']>({
  requires: ({ UserName }, call) => onUser('iam:UpdateSSHPublicKey', call, UserName),
  async handle({ UserName, SSHPublicKeyId, Status }, { writer, account }) {
    const status = settableStatus(Status);
    await setSshPublicKeyStatus(writer, await getSshPublicKey(writer.db, await getUserRow(writer.db, account, UserName), SSHPublicKeyId), status);
  },
});
