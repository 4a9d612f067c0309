import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { getPolicyRow } from '../../directory/managed-policy.ts';
import { removeTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';

export const untagPolicy = writing<iam.IamOperations['UntagPolicy']>({
  requires: ({ PolicyArn, TagKeys }, call) => onPolicy('iam:UntagPolicy', call, PolicyArn, { 'aws:TagKeys': TagKeys }),
  async handle({ PolicyArn, TagKeys }, { writer, account }) {
    const row = await getPolicyRow(writer.db, account, PolicyArn);
    await removeTags(writer.db, row.id, TagKeys, 'sensitive');
    writer.changed('policy', row.id);
  },
});
