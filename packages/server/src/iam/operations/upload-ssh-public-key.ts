import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { insertSshPublicKey } from '../../directory/ssh-public-key.ts';
import { getUserRow } from '../../directory/user.ts';
import { writing } from '../../operation/operation.ts';
import { shownSshPublicKey } from '../answers/credential-answer.ts';

export const uploadSshPublicKey = writing<iam.IamOperations['UploadSSHPublicKey']>({
  requires: ({ UserName }, call) => onUser('iam:UploadSSHPublicKey', call, UserName),
  async handle({ UserName, SSHPublicKeyBody }, { writer, account, environment, now }) {
    const user = await getUserRow(writer.db, account, UserName);
    const row = await insertSshPublicKey(writer, user, SSHPublicKeyBody, environment.random, now);
    return { SSHPublicKey: shownSshPublicKey(row, user.name, SSHPublicKeyBody) };
  },
});
