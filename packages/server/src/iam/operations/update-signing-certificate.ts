import type { iam } from '@assent/catalog';
import { settableStatus } from '../../directory/credential-status.ts';
import { getSigningCertificate, setSigningCertificateStatus } from '../../directory/signing-certificate.ts';
import { writing } from '../../operation/operation.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const updateSigningCertificate = writing<iam.IamOperations['UpdateSigningCertificate']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:UpdateSigningCertificate', call, UserName),
  async handle({ UserName, CertificateId, Status }, call) {
    const { writer } = call;
    const status = settableStatus(Status);
    const owner = await credentialOwner(writer.db, call, UserName);
    await setSigningCertificateStatus(writer, await getSigningCertificate(writer.db, owner, CertificateId), status);
  },
});
