import type { iam } from '@assent/catalog';
import { onInstanceProfile } from '../../authorization/requirement.ts';
import { getInstanceProfileRow } from '../../directory/instance-profile.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listInstanceProfileTags = reading<iam.IamOperations['ListInstanceProfileTags']>({
  requires: ({ InstanceProfileName }, call) => onInstanceProfile('iam:ListInstanceProfileTags', call, InstanceProfileName),
  async handle(input, { db, account }) {
    const row = await getInstanceProfileRow(db, account, input.InstanceProfileName);
    const page = await pageTags(db, row.id, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
