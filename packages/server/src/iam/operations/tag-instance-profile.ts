import type { iam } from '@assent/catalog';
import { onInstanceProfile, requestTags } from '../../authorization/requirement.ts';
import { getInstanceProfileRow } from '../../directory/instance-profile.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagInstanceProfile = writing<iam.IamOperations['TagInstanceProfile']>({
  requires: ({ InstanceProfileName, Tags }, call) => onInstanceProfile('iam:TagInstanceProfile', call, InstanceProfileName, requestTags(Tags)),
  async handle({ InstanceProfileName, Tags }, { writer, account }) {
    const row = await getInstanceProfileRow(writer.db, account, InstanceProfileName);
    await setTags(writer.db, row.id, Tags, 'sensitive');
    writer.changed('instanceProfile', row.id);
  },
});
