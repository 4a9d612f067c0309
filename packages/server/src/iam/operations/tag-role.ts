import type { iam } from '@assent/catalog';
import { onRole, requestTags } from '../../authorization/requirement.ts';
import { getRoleRow } from '../../directory/role.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagRole = writing<iam.IamOperations['TagRole']>({
  requires: ({ RoleName, Tags }, call) => onRole('iam:TagRole', call, RoleName, requestTags(Tags)),
  async handle({ RoleName, Tags }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    await setTags(writer.db, row.id, Tags, 'insensitive');
    writer.changed('role', row.id);
  },
});
