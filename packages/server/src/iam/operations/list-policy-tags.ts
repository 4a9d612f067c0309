import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { getPolicyRow } from '../../directory/managed-policy.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { pageTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';

export const listPolicyTags = reading<iam.IamOperations['ListPolicyTags']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:ListPolicyTags', call, PolicyArn),
  async handle(input, { db, account }) {
    const row = await getPolicyRow(db, account, input.PolicyArn);
    const page = await pageTags(db, row.id, pageRequest(input));
    return { Tags: page.items, ...pageEnd(page) };
  },
});
