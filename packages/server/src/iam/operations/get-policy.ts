import { findManagedPolicy } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { noSuchPolicy } from '../../directory/fault.ts';
import { countUse, getPolicyRow, readPolicyArn } from '../../directory/managed-policy.ts';
import { readTags } from '../../directory/tag.ts';
import { reading } from '../../operation/operation.ts';
import { awsPolicy, shownPolicy } from '../answers/policy-answer.ts';

export const getPolicy = reading<iam.IamOperations['GetPolicy']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:GetPolicy', call, PolicyArn),
  async handle({ PolicyArn }, call) {
    const { arn, account } = readPolicyArn(PolicyArn);
    const use = await countUse(call.db, call.account, arn);
    if (account === 'aws') {
      const policy = findManagedPolicy(arn);
      if (!policy) throw noSuchPolicy(PolicyArn);
      return { Policy: awsPolicy(call, policy, use) };
    }
    const row = await getPolicyRow(call.db, call.account, PolicyArn);
    return { Policy: shownPolicy(call, row, use, await readTags(call.db, row.id)) };
  },
});
