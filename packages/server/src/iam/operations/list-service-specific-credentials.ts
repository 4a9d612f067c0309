import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { validation } from '../../directory/fault.ts';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { listServiceCredentials } from '../../directory/service-credential.ts';
import { reading } from '../../operation/operation.ts';
import { listedServiceCredential } from '../answers/credential-answer.ts';
import { credentialUser, onKeyOwner } from '../key-owner.ts';

export const listServiceSpecificCredentials = reading<iam.IamOperations['ListServiceSpecificCredentials']>({
  requires: ({ UserName, AllUsers }, call) => (AllUsers === true ? onAnything('iam:ListServiceSpecificCredentials') : onKeyOwner('iam:ListServiceSpecificCredentials', call, UserName)),
  async handle(input, call) {
    const { db, account, now } = call;
    if (input.AllUsers === true && input.UserName !== undefined) throw validation('AllUsers cannot be specified together with UserName.');
    const user = input.AllUsers === true ? undefined : await credentialUser(db, call, input.UserName);
    const all = await listServiceCredentials(db, account, { user, service: input.ServiceName });
    const page = pageOfAll(all, pageRequest(input), ({ created_at, id }) => ({ key: String(created_at).padStart(16, '0'), id }));
    return { ServiceSpecificCredentials: page.items.map((row) => listedServiceCredential(row, row.user_name, now)), ...pageEnd(page) };
  },
});
