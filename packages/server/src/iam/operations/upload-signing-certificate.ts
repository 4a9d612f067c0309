import type { iam } from '@assent/catalog';
import { insertSigningCertificate } from '../../directory/signing-certificate.ts';
import { writing } from '../../operation/operation.ts';
import { shownSigningCertificate } from '../answers/credential-answer.ts';
import { credentialOwner, onKeyOwner } from '../key-owner.ts';

export const uploadSigningCertificate = writing<iam.IamOperations['UploadSigningCertificate']>({
  requires: ({ UserName }, call) => onKeyOwner('iam:UploadSigningCertificate', call, UserName),
  async handle({ UserName, CertificateBody }, call) {
    const { writer, environment, now } = call;
    const owner = await credentialOwner(writer.db, call, UserName);
    const row = await insertSigningCertificate(writer, owner, CertificateBody, environment.random, now);
    return { Certificate: shownSigningCertificate(row, owner.shownName) };
  },
});
