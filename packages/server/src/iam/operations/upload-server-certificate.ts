import type { iam } from '@assent/catalog';
import { onNew, requestTags } from '../../authorization/requirement.ts';
import { checkAccountQuota } from '../../directory/account-quota.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { insertServerCertificate } from '../../directory/server-certificate.ts';
import { apiTags, readTags, setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';
import { listedServerCertificate } from '../answers/credential-answer.ts';

export const uploadServerCertificate = writing<iam.IamOperations['UploadServerCertificate']>({
  requires: ({ ServerCertificateName, Path, Tags }, call) => [
    onNew('iam:UploadServerCertificate', call, 'server-certificate', Path, ServerCertificateName, requestTags(Tags)),
    ...(Tags && Tags.length > 0 ? [onNew('iam:TagServerCertificate', call, 'server-certificate', Path, ServerCertificateName, requestTags(Tags))] : []),
  ],
  async handle({ ServerCertificateName, Path, CertificateBody, PrivateKey, CertificateChain, Tags }, call) {
    const { writer, account, now, environment } = call;
    await checkAccountQuota('ServerCertificatesPerAccount', call);
    const named = newNamedRow('ASCA', account, ServerCertificateName, Path, now, environment.random);
    const row = await insertServerCertificate(writer, named, { body: CertificateBody, privateKey: PrivateKey, chain: CertificateChain }, now);
    await setTags(writer.db, row.id, Tags ?? [], 'sensitive');
    return { ServerCertificateMetadata: listedServerCertificate(call, row), Tags: apiTags(await readTags(writer.db, row.id)) };
  },
});
