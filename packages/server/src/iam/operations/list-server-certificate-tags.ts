import type { iam } from '@assent/catalog';
import { onServerCertificate } from '../../authorization/requirement.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { getServerCertificateRow } from '../../directory/server-certificate.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listServerCertificateTags = reading<iam.IamOperations['ListServerCertificateTags']>({
  requires: ({ ServerCertificateName }, call) => onServerCertificate('iam:ListServerCertificateTags', call, ServerCertificateName),
  async handle(input, { db, account }) {
    const { id } = await getServerCertificateRow(db, account, input.ServerCertificateName);
    const page = await pageTags(db, id, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
