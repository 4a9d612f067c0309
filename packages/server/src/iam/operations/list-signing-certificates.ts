import type { iam } from '@assent/catalog';
import { pageEnd, pageOfAll, pageRequest } from '../../directory/page.ts';
import { listSigningCertificates as list } from '../../directory/signing-certificate.ts';
import { reading } from '../../operation/operation.ts';
import { shownSigningCertificate } from '../answers/credential-answer.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const listSigningCertificates = reading<iam.IamOperations['ListSigningCertificates']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:ListSigningCertificates', call, UserName),
  async handle(input, call) {
    const owner = await credentialOwner(call.db, call, input.UserName);
    const page = pageOfAll(await list(call.db, owner), pageRequest(input), ({ uploaded_at, id }) => ({ key: String(uploaded_at).padStart(16, '0'), id }));
    return { Certificates: page.items.map((row) => shownSigningCertificate(row, owner.shownName)), ...pageEnd(page) };
  },
});
