import type { iam } from '@assent/catalog';
import { onNew, onServerCertificate } from '../../authorization/requirement.ts';
import { getServerCertificateRow, updateServerCertificate as update } from '../../directory/server-certificate.ts';
import { writing } from '../../operation/operation.ts';

/** The caller needs permission on the ARN that was and on the one that will be, as with users (R21.5). */
export const updateServerCertificate = writing<iam.IamOperations['UpdateServerCertificate']>({
  requires: ({ ServerCertificateName, NewServerCertificateName, NewPath }, call) => {
    const path = NewPath ?? call.snapshot.findNamed('serverCertificate', call.account, ServerCertificateName)?.path;
    return [
      onServerCertificate('iam:UpdateServerCertificate', call, ServerCertificateName),
      onNew('iam:UpdateServerCertificate', call, 'server-certificate', path, NewServerCertificateName ?? ServerCertificateName),
    ];
  },
  async handle({ ServerCertificateName, NewServerCertificateName, NewPath }, { writer, account }) {
    await update(writer, await getServerCertificateRow(writer.db, account, ServerCertificateName), NewServerCertificateName, NewPath);
  },
});
