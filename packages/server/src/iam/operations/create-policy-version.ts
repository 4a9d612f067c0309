import type { iam } from '@assent/catalog';
import { onPolicy } from '../../authorization/requirement.ts';
import { addVersion, checkManagedDocument, getPolicyRow } from '../../directory/managed-policy.ts';
import { wholeSeconds } from '../../directory/named-entity.ts';
import { writing } from '../../operation/operation.ts';
import { shownVersion } from '../answers/policy-answer.ts';

export const createPolicyVersion = writing<iam.IamOperations['CreatePolicyVersion']>({
  requires: ({ PolicyArn }, call) => onPolicy('iam:CreatePolicyVersion', call, PolicyArn),
  async handle({ PolicyArn, PolicyDocument, SetAsDefault = false }, { writer, account, now }) {
    const policy = await getPolicyRow(writer.db, account, PolicyArn);
    checkManagedDocument(PolicyDocument);
    const row = await addVersion(writer, policy, PolicyDocument, SetAsDefault, wholeSeconds(now));
    return { PolicyVersion: shownVersion({ ...policy, default_version: SetAsDefault ? row.version : policy.default_version }, row, false) };
  },
});
