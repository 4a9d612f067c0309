import { findManagedPolicy } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { noSuchPolicy } from '../../directory/fault.ts';
import { getPolicyRow, listVersionRows, pageOfVersions, readPolicyArn } from '../../directory/managed-policy.ts';
import { pageEnd, pageRequest } from '../../directory/page.ts';
import { reading } from '../../operation/operation.ts';
import { shownVersion } from '../answers/policy-answer.ts';

export const listPolicyVersions = reading<iam.IamOperations['ListPolicyVersions']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:ListPolicyVersions', call, PolicyArn),
  async handle(input, { db, account }) {
    const { arn, account: owner } = readPolicyArn(input.PolicyArn);
    if (owner === 'aws') {
      const policy = findManagedPolicy(arn);
      if (!policy) throw noSuchPolicy(input.PolicyArn);
      return { Versions: [{ VersionId: policy.defaultVersion, IsDefaultVersion: true, CreateDate: new Date(policy.updateDate) }], IsTruncated: false };
    }
    const policy = await getPolicyRow(db, account, input.PolicyArn);
    const page = pageOfVersions(await listVersionRows(db, policy), pageRequest(input));
    return { Versions: page.items.map((row) => shownVersion(policy, row, false)), ...pageEnd(page) };
  },
});
