import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { deleteVersion, getPolicyRow, getVersionRow } from '../../directory/managed-policy.ts';
import { writing } from '../../operation/operation.ts';

export const deletePolicyVersion = writing<iam.IamOperations['DeletePolicyVersion']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:DeletePolicyVersion', call, PolicyArn),
  async handle({ PolicyArn, VersionId }, { writer, account }) {
    const policy = await getPolicyRow(writer.db, account, PolicyArn);
    await deleteVersion(writer, policy, await getVersionRow(writer.db, policy, VersionId));
  },
});
