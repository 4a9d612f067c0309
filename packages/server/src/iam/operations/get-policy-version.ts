import { findManagedPolicy, managedPolicyDocument } from '@assent/catalog';
import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { noSuchPolicy, noSuchVersion } from '../../directory/fault.ts';
import { getPolicyRow, getVersionRow, readPolicyArn } from '../../directory/managed-policy.ts';
import { reading } from '../../operation/operation.ts';
import { shownVersion } from '../answers/policy-answer.ts';

export const getPolicyVersion = reading<iam.IamOperations['GetPolicyVersion']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:GetPolicyVersion', call, PolicyArn),
  async handle({ PolicyArn, VersionId }, { db, account }) {
    const { arn, account: owner } = readPolicyArn(PolicyArn);
    if (owner === 'aws') {
      const policy = findManagedPolicy(arn);
      if (!policy) throw noSuchPolicy(PolicyArn);
      // Of AWS's policies the catalog has the default version.
      if (policy.defaultVersion !== VersionId) throw noSuchVersion(PolicyArn, VersionId);
      return { PolicyVersion: { Document: managedPolicyDocument(arn), VersionId, IsDefaultVersion: true, CreateDate: new Date(policy.updateDate) } };
    }
    const policy = await getPolicyRow(db, account, PolicyArn);
    return { PolicyVersion: shownVersion(policy, await getVersionRow(db, policy, VersionId), true) };
  },
});
