import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { checkModifiable, getRoleRow, updateRole } from '../../directory/role.ts';
import { acceptTrustPolicy } from '../../directory/trust-policy.ts';
import { writing } from '../../operation/operation.ts';

export const updateAssumeRolePolicy = writing<iam.IamOperations['UpdateAssumeRolePolicy']>({
  requires: ({ RoleName }, call) => onRole('iam:UpdateAssumeRolePolicy', call, RoleName),
  async handle({ RoleName, PolicyDocument }, { writer, account, snapshot }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    checkModifiable(row);
    const principals = acceptTrustPolicy(PolicyDocument, snapshot);
    await updateRole(writer, row, { trust_policy: PolicyDocument, trust_principals: JSON.stringify(principals) });
  },
});
