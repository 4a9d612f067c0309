import type { iam } from '@assent/catalog';
import { onServerCertificate } from '../../authorization/requirement.ts';
import { getServerCertificateRow } from '../../directory/server-certificate.ts';
import { apiTags, readTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';
import { listedServerCertificate } from '../answers/credential-answer.ts';

export const getServerCertificate = reading<iam.IamOperations['GetServerCertificate']>({
  requires: ({ ServerCertificateName }, call) => onServerCertificate('iam:GetServerCertificate', call, ServerCertificateName),
  async handle({ ServerCertificateName }, call) {
    const row = await getServerCertificateRow(call.db, call.account, ServerCertificateName);
    return {
      ServerCertificate: {
        ServerCertificateMetadata: listedServerCertificate(call, row),
        CertificateBody: row.body,
        CertificateChain: row.chain ?? undefined,
        Tags: apiTags(await readTags(call.db, row.id)),
      },
    };
  },
});
