import type { iam } from '@assent/catalog';
import { onUser } from '../../authorization/requirement.ts';
import { getSshPublicKey as get } from '../../directory/ssh-public-key.ts';
import { getUserRow } from '../../directory/user.ts';
import { writeSshPublicKey } from '../../keys/ssh-public-key.ts';
import { reading } from '../../operation/operation.ts';
import { shownSshPublicKey } from '../answers/credential-answer.ts';

export const getSshPublicKey = reading<iam.IamOperations['GetSSHPublicKey']>({
  requires: ({ UserName }, call) => onUser('iam:GetSSHPublicKey', call, UserName),
  async handle({ UserName, SSHPublicKeyId, Encoding }, { db, account }) {
    const user = await getUserRow(db, account, UserName);
    const row = await get(db, user, SSHPublicKeyId);
    return { SSHPublicKey: shownSshPublicKey(row, user.name, writeSshPublicKey(row.key, Encoding)) };
  },
});
