import type { iam } from '@assent/catalog';
import { onServerCertificate } from '../../authorization/requirement.ts';
import { getServerCertificateRow } from '../../directory/server-certificate.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagServerCertificate = writing<iam.IamOperations['UntagServerCertificate']>({
  requires: ({ ServerCertificateName, TagKeys }, call) => onServerCertificate('iam:UntagServerCertificate', call, ServerCertificateName, { 'aws:TagKeys': TagKeys }),
  async handle({ ServerCertificateName, TagKeys }, { writer, account }) {
    const { id } = await getServerCertificateRow(writer.db, account, ServerCertificateName);
    await removeTags(writer.db, id, TagKeys, 'sensitive');
    writer.changed('serverCertificate', id);
  },
});
