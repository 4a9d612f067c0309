import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { checkModifiable, getRoleRow, updateRole as update } from '../../directory/role.ts';
import { writing } from '../../operation/operation.ts';

/** What is absent stays as it is (R21.11). Of a service-linked role the description alone may be changed. */
export const updateRole = writing<iam.IamOperations['UpdateRole']>({
  requires: ({ RoleName }, call) => onRole('iam:UpdateRole', call, RoleName),
  async handle({ RoleName, Description, MaxSessionDuration }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    if (MaxSessionDuration !== undefined) checkModifiable(row);
    await update(writer, row, {
      ...(Description === undefined ? {} : { description: Description }),
      ...(MaxSessionDuration === undefined ? {} : { max_session_duration: MaxSessionDuration }),
    });
    return {};
  },
});
