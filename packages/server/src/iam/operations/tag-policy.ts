import type { iam } from '@assent/catalog';
import { onPolicy, requestTags } from '../../authorization/requirement.ts';
import { getPolicyRow } from '../../directory/managed-policy.ts';
import { setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const tagPolicy = writing<iam.IamOperations['TagPolicy']>({
  requires: ({ PolicyArn, Tags }, call) => onPolicy('iam:TagPolicy', call, PolicyArn, requestTags(Tags)),
  async handle({ PolicyArn, Tags }, { writer, account }) {
    const row = await getPolicyRow(writer.db, account, PolicyArn);
    await setTags(writer.db, row.id, Tags, 'sensitive');
    writer.changed('policy', row.id);
  },
});
