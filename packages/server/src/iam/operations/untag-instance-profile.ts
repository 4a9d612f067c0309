import type { iam } from '@assent/catalog';
import { onInstanceProfile } from '../../authorization/requirement.ts';
import { getInstanceProfileRow } from '../../directory/instance-profile.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagInstanceProfile = writing<iam.IamOperations['UntagInstanceProfile']>({
  requires: ({ InstanceProfileName, TagKeys }, call) => onInstanceProfile('iam:UntagInstanceProfile', call, InstanceProfileName, { 'aws:TagKeys': TagKeys }),
  async handle({ InstanceProfileName, TagKeys }, { writer, account }) {
    const row = await getInstanceProfileRow(writer.db, account, InstanceProfileName);
    await removeTags(writer.db, row.id, TagKeys, 'sensitive');
    writer.changed('instanceProfile', row.id);
  },
});
