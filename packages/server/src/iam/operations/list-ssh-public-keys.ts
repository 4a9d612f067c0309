import type { iam } from '@assent/catalog';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { listSshPublicKeys as list } from '../../directory/ssh-public-key.ts';
import { reading } from '../../operation/operation.ts';
import { listedSshPublicKey } from '../answers/credential-answer.ts';
import { credentialUser, onKeyOwner } from '../key-owner.ts';

export const listSshPublicKeys = reading<iam.IamOperations['ListSSHPublicKeys']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:ListSSHPublicKeys', call, UserName),
  async handle(input, call) {
    const user = await credentialUser(call.db, call, input.UserName);
    const page = pageOfAll(await list(call.db, user), pageRequest(input), ({ uploaded_at, id }) => ({ key: String(uploaded_at).padStart(16, '0'), id }));
    return { SSHPublicKeys: page.items.map((row) => listedSshPublicKey(row, user.name)), ...pageEnd(page) };
  },
});
