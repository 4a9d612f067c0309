import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { deletePolicy as remove, getPolicyRow } from '../../directory/managed-policy.ts';
import { writing } from '../../operation/operation.ts';

export const deletePolicy = writing<iam.IamOperations['DeletePolicy']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:DeletePolicy', call, PolicyArn),
  async handle({ PolicyArn }, { writer, account }) {
    await remove(writer, await getPolicyRow(writer.db, account, PolicyArn));
  },
});
