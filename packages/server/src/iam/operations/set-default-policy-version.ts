import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { getPolicyRow, getVersionRow, setDefaultVersion } from '../../directory/managed-policy.ts';
import { wholeSeconds } from '../../directory/named-entity.ts';
import { writing } from '../../operation/operation.ts';

export const setDefaultPolicyVersion = writing<iam.IamOperations['SetDefaultPolicyVersion']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:SetDefaultPolicyVersion', call, PolicyArn),
  async handle({ PolicyArn, VersionId }, { writer, account, now }) {
    const policy = await getPolicyRow(writer.db, account, PolicyArn);
    await setDefaultVersion(writer, policy, await getVersionRow(writer.db, policy, VersionId), wholeSeconds(now));
  },
});
