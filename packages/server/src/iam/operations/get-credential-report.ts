import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { getReport } from '../../directory/credential-report.ts';
import { reading } from '../../operation/operation.ts';

export const getCredentialReport = reading<iam.IamOperations['GetCredentialReport']>({
  requires: () => onAnything('iam:GetCredentialReport'),
  async handle(_input, { db, account, now }) {
    const { content, generated_at } = await getReport(db, account, now);
    return { Content: Buffer.from(content), ReportFormat: 'text/csv', GeneratedTime: new Date(generated_at) };
  },
});
