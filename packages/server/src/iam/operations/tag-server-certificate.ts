import type { iam } from '@assent/catalog';
import { onServerCertificate, requestTags } from '../../authorization/requirement.ts';
import { getServerCertificateRow } from '../../directory/server-certificate.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagServerCertificate = writing<iam.IamOperations['TagServerCertificate']>({
  requires: ({ ServerCertificateName, Tags }, call) => onServerCertificate('iam:TagServerCertificate', call, ServerCertificateName, requestTags(Tags)),
  async handle({ ServerCertificateName, Tags }, { writer, account }) {
    const { id } = await getServerCertificateRow(writer.db, account, ServerCertificateName);
    await setTags(writer.db, id, Tags, 'sensitive');
    writer.changed('serverCertificate', id);
  },
});
