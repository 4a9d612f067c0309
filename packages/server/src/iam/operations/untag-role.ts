import type { iam } from '@assent/catalog';
import { onRole } from '../../authorization/requirement.ts';
import { getRoleRow } from '../../directory/role.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagRole = writing<iam.IamOperations['UntagRole']>({
  requires: ({ RoleName, TagKeys }, call) => onRole('iam:UntagRole', call, RoleName, { 'aws:TagKeys': TagKeys }),
  async handle({ RoleName, TagKeys }, { writer, account }) {
    const row = await getRoleRow(writer.db, account, RoleName);
    await removeTags(writer.db, row.id, TagKeys, 'insensitive');
    writer.changed('role', row.id);
  },
});
