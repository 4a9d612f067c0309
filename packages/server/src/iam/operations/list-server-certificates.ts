import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { listServerCertificateRows } from '../../directory/server-certificate.ts';
import { reading } from '../../operation/operation.ts';
import { listedServerCertificate } from '../answers/credential-answer.ts';

export const listServerCertificates = reading<iam.IamOperations['ListServerCertificates']>({
  requires: () => onAnything('iam:ListServerCertificates'),
  async handle(input, call) {
    const page = await listServerCertificateRows(call.db, call.account, input.PathPrefix, pageRequest(input));
    return { ServerCertificateMetadataList: page.items.map((row) => listedServerCertificate(call, row)), ...pageEnd(page) };
  },
});
