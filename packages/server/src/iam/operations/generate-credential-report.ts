import type { iam } from '@assent/catalog';
import { onAnything } from '../../authorization/requirement.ts';
import { currentReport, generateReport } from '../../directory/credential-report.ts';
import { writing } from '../../operation/operation.ts';

/** A report is there as soon as it was asked for, and made anew when it is four hours old (R21.31). */
export const generateCredentialReport = writing<iam.IamOperations['GenerateCredentialReport']>({
  requires: () => onAnything('iam:GenerateCredentialReport'),
  async handle(_input, { writer, account, partition, environment, now }) {
    if (await currentReport(writer.db, account, now)) return { State: 'COMPLETE' };
    await generateReport(writer, account, { partition, usage: environment.usage, now });
    return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
  },
});
