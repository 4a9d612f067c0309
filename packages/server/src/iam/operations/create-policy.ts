import type { iam } from '@assent/catalog';
import { onNew, requestTags } from '../../authorization/requirement.ts';
import { checkAccountQuota } from '../../directory/account-quota.ts';
import { checkManagedDocument, insertPolicy } from '../../directory/managed-policy.ts';
import { newNamedRow } from '../../directory/named-entity.ts';
import { readTags, setTags } from '../../directory/tag.ts';
import { writing } from '../../operation/operation.ts';
import { noUse, shownPolicy } from '../answers/policy-answer.ts';

/** The answer carries the tags but not the description (iam-api.md section 3). */
export const createPolicy = writing<iam.IamOperations['CreatePolicy']>({
  requires: ({ PolicyName, Path, Tags }, call) => [
    onNew('iam:CreatePolicy', call, 'policy', Path, PolicyName, requestTags(Tags)),
    ...(Tags && Tags.length > 0 ? [onNew('iam:TagPolicy', call, 'policy', Path, PolicyName, requestTags(Tags))] : []),
  ],
  async handle({ PolicyName, Path, PolicyDocument, Description, Tags }, call) {
    const { writer, account, now, environment } = call;
    await checkAccountQuota('PoliciesPerAccount', call);
    checkManagedDocument(PolicyDocument);
    const row = await insertPolicy(writer, newNamedRow('ANPA', account, PolicyName, Path, now, environment.random), PolicyDocument, Description);
    await setTags(writer.db, row.id, Tags ?? [], 'sensitive');
    return { Policy: { ...shownPolicy(call, row, noUse, await readTags(writer.db, row.id)), Description: undefined } };
  },
});
