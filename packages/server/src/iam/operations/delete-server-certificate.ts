import type { iam } from '@assent/catalog';
import { onServerCertificate } from '../../authorization/requirement.ts';
import { deleteServerCertificate as remove, getServerCertificateRow } from '../../directory/server-certificate.ts';
import { writing } from '../../operation/operation.ts';

export const deleteServerCertificate = writing<iam.IamOperations['DeleteServerCertificate']>({
  requires: ({ ServerCertificateName }, call) => onServerCertificate('iam:DeleteServerCertificate', call, ServerCertificateName),
  async handle({ ServerCertificateName }, { writer, account }) {
    await remove(writer, await getServerCertificateRow(writer.db, account, ServerCertificateName));
  },
});
