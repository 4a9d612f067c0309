import type { iam } from '@assent/catalog';
import { deleteSigningCertificate as remove, getSigningCertificate } from '../../directory/signing-certificate.ts';
import { writing } from '../../operation/operation.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const deleteSigningCertificate = writing<iam.IamOperations['DeleteSigningCertificate']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:DeleteSigningCertificate', call, UserName),
  async handle({ UserName, CertificateId }, call) {
    const { writer } = call;
    await remove(writer, await getSigningCertificate(writer.db, await credentialOwner(writer.db, call, UserName), CertificateId));
  },
});
