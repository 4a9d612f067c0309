import type { iam } from '@assent/catalog';
import { onInstanceProfile } from '../../authorization/requirement.ts';
import { deleteInstanceProfile as remove, getInstanceProfileRow } from '../../directory/instance-profile.ts';
import { writing } from '../../operation/operation.ts';

export const deleteInstanceProfile = writing<iam.IamOperations['DeleteInstanceProfile']>({
  requires: ({ InstanceProfileName }, call) => onInstanceProfile('iam:DeleteInstanceProfile', call, InstanceProfileName),
  async handle({ InstanceProfileName }, { writer, account }) {
    await remove(writer, await getInstanceProfileRow(writer.db, account, InstanceProfileName));
  },
});
